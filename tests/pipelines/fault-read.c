/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Preloaded: reading a file whose path ends in $FAULT_NAME goes wrong after $FAULT_AFTER bytes, as $FAULT says: "eio", an
 * error of the medium; "shrink", another program cuts the file there; "grow", it adds a row to it. With "absent" it cannot
 * be opened as a stream. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The project hides what is not said to be seen. */
#define SEEN __attribute__ ((visibility ("default")))

SEEN ssize_t read (int fd, void *to, size_t n);
SEEN FILE *fopen (const char *path, const char *mode);

static size_t n_read;

static int
is_victim (int fd, char path[4096])
{
  const char *name = getenv ("FAULT_NAME");
  char link[64];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = name ? readlink (link, path, 4095) : -1;
  if (length < 0)
    return 0;
  path[length] = '\0';
  return (size_t) length >= strlen (name) && strcmp (path + length - strlen (name), name) == 0;
}

/* Once, when AFTER bytes were read. */
static void
disturb (const char *path, const char *how, size_t after)
{
  static const char row[] = "\n99,99\n";
  static int done;
  int fd;

  if (done++)
    return;
  fd = open (path, O_WRONLY | O_APPEND);
  if (strcmp (how, "shrink") == 0 && ftruncate (fd, (off_t) after) < 0)
    abort ();
  if (strcmp (how, "grow") == 0 && write (fd, row, sizeof row - 1) < 0)
    abort ();
  close (fd);
}

FILE *
fopen (const char *path, const char *mode)
{
  FILE *(*next) (const char *, const char *) = (FILE *(*) (const char *, const char *)) dlsym (RTLD_NEXT, "fopen");
  const char *how = getenv ("FAULT"), *name = getenv ("FAULT_NAME");

  if (how && name && strcmp (how, "absent") == 0 && strlen (path) >= strlen (name) &&
      strcmp (path + strlen (path) - strlen (name), name) == 0) {
    errno = ENOENT;
    return NULL;
  }
  return next (path, mode);
}

ssize_t
read (int fd, void *to, size_t n)
{
  ssize_t (*next) (int, void *, size_t) = (ssize_t (*) (int, void *, size_t)) dlsym (RTLD_NEXT, "read");
  const char *how = getenv ("FAULT"), *at = getenv ("FAULT_AFTER");
  size_t after = at ? strtoul (at, NULL, 10) : 0;
  char path[4096];
  ssize_t got;

  if (!how || !is_victim (fd, path))
    return next (fd, to, n);
  if (n_read >= after) {
    if (strcmp (how, "eio") == 0) {
      errno = EIO;
      return -1;
    }
    disturb (path, how, after);
    return next (fd, to, n);
  }
  got = next (fd, to, n < after - n_read ? n : after - n_read);
  n_read += got > 0 ? (size_t) got : 0;
  return got;
}
