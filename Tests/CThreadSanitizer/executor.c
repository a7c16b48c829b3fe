/* Swift's tasks on threads whose queue the thread sanitizer can see. Only in builds for it (Package.swift).
 *
 * Swift's runtime and libdispatch hand jobs from thread to thread by atomics inside libraries that are not instrumented.
 * On Linux the runtime's own remarks for the sanitizer are never switched on, either: it waits for a call of
 * __tsan_on_initialize, which the program's own copy of the sanitizer shadows. So every value that one task makes and
 * another reads looks like a race. Here the remarks are switched on, and jobs go through a queue under a POSIX mutex,
 * by the hooks that the runtime has for executors of one's own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { THREADS = 4 };

typedef struct Entry {
    void *job;
    /* Nanoseconds of the monotonic clock; 0 for at once. */
    int64_t due;
    struct Entry *next;
} Entry;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static Entry *ready, **ready_end = &ready;
/* In the order of their moments. */
static Entry *later;

extern void swift_job_run(void *job, void *identity, void *implementation);

static int64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void append(Entry *entry) {
    entry->next = NULL;
    *ready_end = entry;
    ready_end = &entry->next;
}

/* The next job; waits for one. The mutex is held. */
static Entry *take(void) {
    for (;;) {
        while (later && later->due <= now(CLOCK_MONOTONIC)) {
            Entry *due = later;
            later = due->next;
            append(due);
        }
        if (ready) {
            Entry *entry = ready;
            ready = entry->next;
            if (!ready) ready_end = &ready;
            return entry;
        }
        if (later) {
            struct timespec until = {later->due / 1000000000, later->due % 1000000000};
            pthread_cond_timedwait(&changed, &lock, &until);
        } else {
            pthread_cond_wait(&changed, &lock);
        }
    }
}

static void *work(void *unused) {
    for (;;) {
        pthread_mutex_lock(&lock);
        Entry *entry = take();
        pthread_mutex_unlock(&lock);
        void *job = entry->job;
        free(entry);
        swift_job_run(job, NULL, NULL);
    }
    return unused;
}

static void put(void *job, int64_t delay) {
    Entry *entry = malloc(sizeof *entry);
    if (!entry) abort();
    entry->job = job;
    entry->due = delay > 0 ? now(CLOCK_MONOTONIC) + delay : 0;
    pthread_mutex_lock(&lock);
    if (entry->due) {
        Entry **place = &later;
        while (*place && (*place)->due <= entry->due) place = &(*place)->next;
        entry->next = *place;
        *place = entry;
    } else {
        append(entry);
    }
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

/* The hooks (swift/Runtime/Concurrency.h). Their convention is Swift's, which passes integers as C does. */

static void put_now(void *job, void *original) { put(job, 0); }

static void put_after(unsigned long long nanoseconds, void *job, void *original) { put(job, (int64_t)nanoseconds); }

static void put_at(
    long long seconds, long long nanoseconds, long long tolerance, long long tolerance_nanoseconds, int clock,
    void *job, void *original
) {
    /* 1 goes on while the machine sleeps (ContinuousClock), 2 does not. */
    int64_t present = now(clock == 1 ? CLOCK_BOOTTIME : CLOCK_MONOTONIC);
    put(job, (int64_t)seconds * 1000000000 + nanoseconds - present);
}

static void *required(const char *file, const char *name) {
    void *library = dlopen(file, RTLD_LAZY | RTLD_NOLOAD);
    void *symbol = library ? dlsym(library, name) : NULL;
    if (!symbol) {
        fprintf(stderr, "sanitizer: Swift's runtime has no %s\n", name);
        abort();
    }
    return symbol;
}

__attribute__((constructor)) static void begin(void) {
    static const char concurrency[] = "libswift_Concurrency.so";
    ((void (*)(void))required("libswiftCore.so", "__tsan_on_initialize"))();
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&changed, &attributes);
    *(void **)required(concurrency, "swift_task_enqueueGlobal_hook") = (void *)put_now;
    *(void **)required(concurrency, "swift_task_enqueueGlobalWithDelay_hook") = (void *)put_after;
    *(void **)required(concurrency, "swift_task_enqueueGlobalWithDeadline_hook") = (void *)put_at;
    for (int index = 0; index < THREADS; index++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL) != 0) abort();
        pthread_detach(thread);
    }
}
