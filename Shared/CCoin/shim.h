#ifndef CONVENE_CCOIN_SHIM_H
#define CONVENE_CCOIN_SHIM_H

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>

#endif
