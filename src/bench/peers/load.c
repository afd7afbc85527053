/*
 * The benchmark's client where wrk does not do: one thread, no request waits for another's answer.
 *
 *   load open TARGET PATH RATE SECONDS CONNECTIONS CLIENTS FIRST GRACE
 *       RATE requests a second for SECONDS, in turn by CLIENTS clients (X-Forwarded-For, numbered from FIRST), over
 *       CONNECTIONS kept connections; 0: each over its own, closed after it. A latency begins when the request was due,
 *       not when it could be sent, so that a slow answer delays nobody's clock (no coordinated omission). What has no
 *       answer GRACE seconds after the last was due counts as lost. Prints one line of name=value, times in microseconds.
 *   load slow TARGET COUNT headers|body SECONDS
 *       COUNT connections from 64 addresses that send the beginning of a request, then one byte a second. Says "ready"
 *       when all have begun, and at the end how many are still open.
 *   load run PROGRAM ARGUMENTS...
 *       Prints milliseconds since the machine's start, and becomes the program.
 *   load first TARGET
 *       Asks again and again until the answer is 200, and prints the same.
 *
 * TARGET is a port of 127.0.0.1 or the absolute path of a Unix socket.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 16384, EVENTS = 256, ADDRESSES = 64, BILLION = 1000000000 };

typedef struct {
  int fd;           /* -1: not connected */
  long due;         /* of the request under way, in nanoseconds; 0: idle */
  int client;
  int length;       /* bytes of the answer in the buffer */
  int closing;      /* the peer said so, or the connection is for one request */
  char buffer[BUFFER];
} connection;

static const char *target, *path;
static int poll_fd;

static void die(const char *what) {
  perror(what);
  exit(2);
}

static long now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * (long)BILLION + t.tv_nsec;
}

/* A connection that is open or on its way; -1 where the target refused. */
static int dial(int from) {
  int fd, one = 1, connected;
  if (target[0] == '/') {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, target, sizeof address.sun_path - 1);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connected = connect(fd, (struct sockaddr *)&address, sizeof address);
  } else {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f010001u + (unsigned)from)};
    fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0) die("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (from >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((unsigned short)atoi(target));
    connected = connect(fd, (struct sockaddr *)&address, sizeof address);
  }
  if (connected < 0 && errno != EINPROGRESS) {
    close(fd);
    return -1;
  }
  return fd;
}

/* ---- open ---- */

static connection *connections;
static int count, fresh, failed;
static int *idle, idle_count;   /* a stack: few connections are warm rather than many cool */
static long *queue, head, tail, capacity; /* what is due and waits for a connection: due, client */
static uint32_t *latencies;
static long answered, ok, limited, other;
static int *ok_of, clients, first_client;

static void watch(connection *c) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.ptr = c};
  if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, c->fd, &event) < 0) die("epoll_ctl");
}

static void reconnect(connection *c) {
  if (c->fd >= 0) close(c->fd);
  c->closing = fresh;
  c->length = 0;
  if ((c->fd = dial(-1)) >= 0) watch(c);
}

static void record(connection *c) {
  latencies[answered++] = (uint32_t)((now(CLOCK_MONOTONIC) - c->due) / 1000);
  c->due = 0;
}

static void send_request(connection *c, long due, int client) {
  char request[512];
  unsigned n = (unsigned)(first_client + client);
  int length = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: bench\r\nX-Forwarded-For: 10.%u.%u.%u\r\n%s\r\n", path, n >> 16 & 255,
                        n >> 8 & 255, n & 255, fresh ? "Connection: close\r\n" : "");
  c->due = due;
  c->client = client;
  if (c->fd < 0) reconnect(c);
  for (int tries = 0; c->fd >= 0 && tries < 20; tries++) {
    if (send(c->fd, request, (size_t)length, MSG_NOSIGNAL) == length) return;
    if (errno == EAGAIN) {
      usleep(50); /* on its way: loopback is there at once, unless the backlog is full */
    } else {
      reconnect(c);
    }
  }
}

static void finished(connection *c) {
  if (fresh) {
    close(c->fd);
    c->fd = -1;
  } else if (c->closing) {
    reconnect(c);
  }
  if (head < tail) {
    long due = queue[head % capacity * 2];
    int client = (int)queue[head % capacity * 2 + 1];
    head++;
    send_request(c, due, client);
  } else {
    idle[idle_count++] = (int)(c - connections);
  }
}

static void answer(connection *c) {
  ssize_t got = read(c->fd, c->buffer + c->length, (size_t)(BUFFER - 1 - c->length));
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    int lost = c->due != 0;
    close(c->fd);
    c->fd = -1;
    if (lost) {
      failed++;
      record(c);
      finished(c);
    } else if (!fresh) {
      reconnect(c);
    }
    return;
  }
  c->length += (int)got;
  c->buffer[c->length] = 0;
  char *end = strstr(c->buffer, "\r\n\r\n");
  if (!end) return;
  char *field = strcasestr(c->buffer, "\ncontent-length:");
  if (!field || field > end) {
    fprintf(stderr, "an answer without Content-Length: %.60s\n", c->buffer);
    exit(2);
  }
  if (c->length < end + 4 - c->buffer + atoi(field + 16)) return;
  char *close_field = strcasestr(c->buffer, "\nconnection: close");
  if (close_field && close_field < end) c->closing = 1;
  int status = atoi(c->buffer + 9);
  if (status == 200) {
    ok++;
    ok_of[c->client]++;
  } else if (status == 429) {
    limited++;
  } else {
    other++;
  }
  c->length = 0;
  record(c);
  finished(c);
}

static int by_value(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static unsigned quantile(double q) { return answered ? latencies[(long)(q * (double)(answered - 1))] : 0; }

static void handle(int timeout) {
  struct epoll_event events[EVENTS];
  int n = epoll_wait(poll_fd, events, EVENTS, timeout);
  for (int i = 0; i < n; i++) {
    if (events[i].data.ptr) answer(events[i].data.ptr);
  }
}

static void open_loop(char **a) {
  path = a[0];
  double rate = atof(a[1]), seconds = atof(a[2]), grace = atof(a[6]);
  count = atoi(a[3]);
  clients = atoi(a[4]);
  first_client = atoi(a[5]);
  fresh = count == 0;
  long total = (long)(rate * seconds);
  if (fresh) count = (int)(total < 2000 ? total : 2000);
  capacity = total + 1;
  connections = calloc((size_t)count, sizeof *connections);
  idle = calloc((size_t)count, sizeof *idle);
  queue = calloc((size_t)capacity * 2, sizeof *queue);
  latencies = calloc((size_t)total + 1, sizeof *latencies);
  ok_of = calloc((size_t)clients, sizeof *ok_of);
  for (int i = count; i-- > 0;) {
    connections[i].fd = -1;
    if (!fresh) reconnect(&connections[i]);
    idle[idle_count++] = i;
  }
  usleep(300000); /* what started this has ended by then */

  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.ptr = NULL};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, timer, &event);
  double step = BILLION / rate;
  long start = now(CLOCK_MONOTONIC) + BILLION / 100, last_sent = start, first_sent = 0;
  for (long sent = 0; sent < total;) {
    long due = start + (long)((double)sent * step);
    if (now(CLOCK_MONOTONIC) < due) {
      struct itimerspec at = {.it_value = {due / BILLION, due % BILLION}};
      timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
      handle(-1);
      continue;
    }
    int client = (int)(sent % clients);
    last_sent = now(CLOCK_MONOTONIC);
    if (!first_sent) first_sent = last_sent;
    if (idle_count) {
      send_request(&connections[idle[--idle_count]], due, client);
    } else {
      queue[tail % capacity * 2] = due;
      queue[tail % capacity * 2 + 1] = client;
      tail++;
    }
    if (++sent % 16 == 0) handle(0); /* behind its time it still reads */
  }
  long give_up = now(CLOCK_MONOTONIC) + (long)(grace * BILLION);
  while (answered < total && now(CLOCK_MONOTONIC) < give_up) handle(10);

  long lost = failed + total - answered;
  int least = ok_of[0], most = ok_of[0];
  for (int i = 1; i < clients; i++) {
    if (ok_of[i] < least) least = ok_of[i];
    if (ok_of[i] > most) most = ok_of[i];
  }
  qsort(latencies, (size_t)answered, sizeof *latencies, by_value);
  printf("sent=%ld ok=%ld limited=%ld other=%ld lost=%ld least=%d most=%d elapsed=%ld p50=%u p90=%u p99=%u p999=%u max=%u\n",
         total, ok, limited, other, lost, least, most, (last_sent - first_sent) / 1000, quantile(0.5), quantile(0.9),
         quantile(0.99), quantile(0.999), quantile(1));
}

/* ---- slow ---- */

static void slow(char **a) {
  int wanted = atoi(a[0]), body = strcmp(a[1], "body") == 0;
  const char *begin = body ? "POST / HTTP/1.1\r\nHost: bench\r\nContent-Length: 1000\r\n\r\nx"
                           : "GET / HTTP/1.1\r\nHost: bench\r\nX-Slow: x";
  int *fds = calloc((size_t)wanted, sizeof *fds), open = 0;
  for (int i = 0; i < wanted; i++) {
    fds[i] = dial(i % ADDRESSES);
    for (int tries = 0; fds[i] >= 0 && tries < 100; tries++) {
      if (send(fds[i], begin, strlen(begin), MSG_NOSIGNAL) > 0) {
        open++;
        break;
      }
      usleep(50);
    }
    if (i % 50 == 49) usleep(5000); /* no more at a time than a listener accepts */
  }
  usleep(200000);
  printf("ready open=%d\n", open);
  fflush(stdout);
  for (int second = atoi(a[2]); second > 0; second--) {
    sleep(1);
    open = 0;
    for (int i = 0; i < wanted; i++) {
      char answer[64];
      if (fds[i] < 0) continue;
      ssize_t got = recv(fds[i], answer, sizeof answer, MSG_DONTWAIT);
      if (got >= 0 || errno != EAGAIN) { /* an answer or the end: the server has ended it */
        close(fds[i]);
        fds[i] = -1;
      } else if (send(fds[i], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) {
        open++;
      }
    }
  }
  printf("open=%d\n", open);
}

/* ---- run, first ---- */

static void boottime(void) {
  printf("boottime=%ld\n", now(CLOCK_BOOTTIME) / 1000000);
  fflush(stdout);
}

static void first(void) {
  for (long give_up = now(CLOCK_MONOTONIC) + 60L * BILLION; now(CLOCK_MONOTONIC) < give_up; usleep(200)) {
    static const char request[] = "GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
    char begin[13] = "";
    int fd = dial(-1);
    if (fd < 0) continue;
    fcntl(fd, F_SETFL, 0);
    if (send(fd, request, sizeof request - 1, MSG_NOSIGNAL) > 0 && recv(fd, begin, 12, MSG_WAITALL) == 12 &&
        strcmp(begin + 8, " 200") == 0) {
      boottime();
      return;
    }
    close(fd);
  }
  fputs("no answer in a minute\n", stderr);
  exit(1);
}

int main(int argc, char **argv) {
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  poll_fd = epoll_create1(0);
  target = argc > 2 ? argv[2] : "";
  if (argc == 10 && strcmp(argv[1], "open") == 0) {
    open_loop(argv + 3);
  } else if (argc == 6 && strcmp(argv[1], "slow") == 0) {
    slow(argv + 3);
  } else if (argc > 2 && strcmp(argv[1], "run") == 0) {
    boottime();
    execv(argv[2], argv + 2);
    die(argv[2]);
  } else if (argc == 3 && strcmp(argv[1], "first") == 0) {
    first();
  } else {
    fputs("usage: load open TARGET PATH RATE SECONDS CONNECTIONS CLIENTS FIRST GRACE\n"
          "       load slow TARGET COUNT headers|body SECONDS\n"
          "       load run PROGRAM ARGUMENTS...\n"
          "       load first TARGET\n",
          stderr);
    return 2;
  }
  return 0;
}
