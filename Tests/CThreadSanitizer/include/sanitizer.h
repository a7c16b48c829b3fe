#ifndef CONVENE_THREAD_SANITIZER_H
#define CONVENE_THREAD_SANITIZER_H

/* Nothing to call: what is here takes effect when the program is loaded (executor.c). */

#endif
