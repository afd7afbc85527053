/*
 * A container's health check without a shell: asks one HTTP server in the same container once.
 *
 *   health unix:/tmp/health.sock /health     over a Unix socket
 *   health 8080 /health                      over 127.0.0.1
 *
 * Exit code 0: the answer's status is 200. 1: it is not, or there is none within two seconds.
 * 2: wrong usage.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int reach(const char *target) {
  if (strncmp(target, "unix:", 5) == 0) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(target + 5) >= sizeof address.sun_path) return -1;
    strcpy(address.sun_path, target + 5);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    return fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
  }
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((unsigned short)atoi(target)),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: health unix:PATH|PORT /URI\n", stderr);
    return 2;
  }
  alarm(2); /* the signal's default action ends the process with a code that is not 0 */
  int fd = reach(argv[1]);
  if (fd < 0) {
    perror(argv[1]);
    return 1;
  }
  dprintf(fd, "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n", argv[2]);
  char line[13] = "";
  size_t length = 0;
  while (length < sizeof line - 1) {
    ssize_t got = read(fd, line + length, sizeof line - 1 - length);
    if (got <= 0) break;
    length += (size_t)got;
  }
  if (strncmp(line, "HTTP/1.", 7) == 0 && strcmp(line + 8, " 200") == 0) return 0;
  fprintf(stderr, "%s answered: %s\n", argv[1], length > 0 ? line : "nothing");
  return 1;
}
