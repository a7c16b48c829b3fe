#ifndef CONVENE_CLIBPQ_SHIM_H
#define CONVENE_CLIBPQ_SHIM_H

#include <libpq-fe.h>
#include <postgres_ext.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* PG_DIAG_* are character macros, which Swift does not import. */
static const int convene_diag_sqlstate = PG_DIAG_SQLSTATE;
static const int convene_diag_constraint = PG_DIAG_CONSTRAINT_NAME;
static const int convene_diag_table = PG_DIAG_TABLE_NAME;
static const int convene_diag_column = PG_DIAG_COLUMN_NAME;
static const int convene_diag_schema = PG_DIAG_SCHEMA_NAME;
static const int convene_diag_severity = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int convene_diag_position = PG_DIAG_STATEMENT_POSITION;
static const int convene_diag_message = PG_DIAG_MESSAGE_PRIMARY;

/* struct epoll_event is packed and holds a union; these keep both out of Swift. */
static inline int convene_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static inline int convene_eventfd_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

/* Watches a descriptor for input, and for room to write when `writable` is not 0. */
static inline int convene_epoll_set(int epoll, int descriptor, int add, int writable) {
    struct epoll_event event = {0};
    event.events = EPOLLIN | EPOLLRDHUP | (writable ? EPOLLOUT : 0);
    event.data.fd = descriptor;
    return epoll_ctl(epoll, add ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}

static inline int convene_epoll_remove(int epoll, int descriptor) {
    return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, 0);
}

/* Waits for at most 64 events: which descriptors, and whether each can be written. */
static inline int convene_epoll_wait(int epoll, int *descriptors, int *writable, int timeout) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, 64, timeout);
    for (int i = 0; i < count; i++) {
        descriptors[i] = events[i].data.fd;
        writable[i] = (events[i].events & EPOLLOUT) != 0;
    }
    return count;
}

static inline void convene_eventfd_signal(int descriptor) {
    uint64_t one = 1;
    ssize_t written = write(descriptor, &one, sizeof one);
    (void)written;
}

static inline void convene_eventfd_drain(int descriptor) {
    uint64_t count;
    ssize_t got = read(descriptor, &count, sizeof count);
    (void)got;
}

/*
 * Bytes that OpenSSL has decrypted and libpq has not taken yet. They make no descriptor readable, so whoever waits
 * with epoll has to ask. Declared here rather than through <openssl/ssl.h>, which Swift has no other use for.
 */
extern int SSL_pending(const void *ssl);

static inline int convene_tls_pending(PGconn *connection) {
    void *ssl = PQgetssl(connection);
    return ssl ? SSL_pending(ssl) : 0;
}

#endif
