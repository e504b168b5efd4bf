/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "parallel.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct {
  void (*work) (void *data, int i);
  void *data;
  int n;
  atomic_int next;
} Job;

static void *
run (void *arg)
{
  Job *job = arg;

  for (int i; (i = atomic_fetch_add (&job->next, 1)) < job->n;)
    job->work (job->data, i);
  return NULL;
}

void
parallel_for (int threads, int n, void (*work) (void *data, int i), void *data)
{
  Job job = { work, data, n, 0 };
  pthread_t helper[64];
  int started = 0;

  while (started < threads - 1 && started < 64 && pthread_create (&helper[started], NULL, run, &job) == 0)
    started++;
  run (&job);
  while (started > 0)
    pthread_join (helper[--started], NULL);
}
