/* The machine under a process, made worse while it runs: loaded before the C library (LD_PRELOAD), told by
 * numbers in a file that the test writes into. For each it counts in the same file how often it struck.
 *
 *   flush    seconds that a flush to disk takes longer      fsync, fdatasync
 *   full     above 0: the disk is full                      write, pwrite on regular files -> ENOSPC
 *   clock    seconds by which the clock is wrong            CLOCK_REALTIME, time, gettimeofday
 *   steady   seconds by which the steady clock is wrong     CLOCK_MONOTONIC: a machine that was suspended
 *   memory   above 0: so many allocations are left          malloc -> SIGKILL
 *
 * Standard output and error are spared: what a process logs is read by the test. For memory only those
 * processes die that the test itself started, not their helpers; and once, so that the next one lives.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { FLUSH, FULL, CLOCK, STEADY, MEMORY, KINDS };

struct machine {
    double told[KINDS];
    uint64_t struck[KINDS];
    int64_t left;   /* allocations */
    int64_t parent; /* of those that memory is about */
};

static volatile struct machine *here = NULL;

__attribute__((constructor)) static void opens(void) {
    const char *path = getenv("MACHINE_FILE");
    int file = path ? open(path, O_RDWR) : -1;
    if (file < 0) return;
    void *found = mmap(NULL, sizeof(struct machine), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (found != MAP_FAILED) here = found;
    close(file);
}

static double told(int kind) { return here ? here->told[kind] : 0; }

static void strikes(int kind) { __atomic_fetch_add(&here->struck[kind], 1, __ATOMIC_RELAXED); }

static int is_full(int file) {
    struct stat about;
    if (told(FULL) <= 0 || file <= 2 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    strikes(FULL);
    return 1;
}

static void waits(void) {
    double seconds = told(FLUSH);
    if (seconds <= 0) return;
    strikes(FLUSH);
    struct timespec pause = {(time_t)seconds, (long)(fmod(seconds, 1.0) * 1e9)};
    nanosleep(&pause, NULL);
}

ssize_t write(int file, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (is_full(file)) { errno = ENOSPC; return -1; }
    return real(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "pwrite");
    if (is_full(file)) { errno = ENOSPC; return -1; }
    return real(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    if (is_full(file)) { errno = ENOSPC; return -1; }
    return real(file, bytes, count, at);
}

int fsync(int file) {
    static int (*real)(int) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    waits();
    return real(file);
}

int fdatasync(int file) {
    static int (*real)(int) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    waits();
    return real(file);
}

static void shifts(int kind, struct timespec *now) {
    double seconds = told(kind);
    if (seconds == 0) return;
    strikes(kind);
    double whole = floor(seconds);
    now->tv_sec += (time_t)whole;
    now->tv_nsec += (long)((seconds - whole) * 1e9);
    if (now->tv_nsec >= 1000000000L) {
        now->tv_sec += 1;
        now->tv_nsec -= 1000000000L;
    }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *) = NULL;
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(clock, now);
    if (done != 0) return done;
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) shifts(CLOCK, now);
    if (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE) shifts(STEADY, now);
    return done;
}

time_t time(time_t *where) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (where) *where = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec found;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &found);
    now->tv_sec = found.tv_sec;
    now->tv_usec = found.tv_nsec / 1000;
    return 0;
}

extern void *__libc_malloc(size_t size);

void *malloc(size_t size) {
    if (told(MEMORY) > 0 && getppid() == here->parent) {
        int64_t left = __atomic_sub_fetch(&here->left, 1, __ATOMIC_RELAXED);
        if (left == 0) {
            here->told[MEMORY] = 0;
            strikes(MEMORY);
            kill(getpid(), SIGKILL);
        }
        while (left <= 0) pause(); /* nothing of it goes on */
    }
    return __libc_malloc(size);
}
