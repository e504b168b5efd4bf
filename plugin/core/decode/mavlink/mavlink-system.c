/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/bytes.h"
#include "core/decode/mavlink/mavlink-role.h"
#include "core/decode/mavlink/mavlink-system-private.h"

TlmMavlinkSystem *
tlm_mavlink_system_new (TlmLog *log, guint8 id)
{
  TlmMavlinkSystem *system = g_new0 (TlmMavlinkSystem, 1);

  tlm_writer_init (&system->writer, log, "");
  tlm_hold_init (&system->hold, &system->writer);
  system->id = id;
  system->vehicle = -1;
  system->tai_ns = TLM_TIME_NONE;
  return system;
}

void
tlm_mavlink_system_free (gpointer data)
{
  TlmMavlinkSystem *system = data;

  if (!system)
    return;
  tlm_hold_clear (&system->hold);
  tlm_writer_clear (&system->writer);
  tlm_writer_slot_clear (&system->airspeed);
  tlm_writer_slot_clear (&system->landed);
  g_free (system);
}

void
tlm_mavlink_system_set_name (TlmMavlinkSystem *system, const char *name)
{
  g_free (system->writer.name);
  system->writer.name = g_strdup (name ? name : "");
  system->has_name = TRUE;
}

gboolean
tlm_mavlink_system_has_name (const TlmMavlinkSystem *system)
{
  return system->has_name;
}

/* How often messages come is of one component, since it booted. */
static void
forget_steps (TlmMavlinkSystem *system)
{
  memset (system->steps_ns, 0, sizeof system->steps_ns);
}

/* Another component than before is the vehicle: its clock is another one. */
static void
choose (TlmMavlinkSystem *system, guint8 component)
{
  if (system->vehicle >= 0) {
    system->clock = (TlmMavlinkClock) { .watch = { 0 } };
    forget_steps (system);
  }
  system->vehicle = component;
}

/* The first autopilot is the vehicle; before there is one, a component that may be. */
gboolean
tlm_mavlink_system_is_vehicle (TlmMavlinkSystem *system, const TlmMavlinkFrame *frame)
{
  guint8 *role = &system->roles[frame->component];

  if (frame->message == TLM_MAVLINK_HEARTBEAT)
    *role = (guint8) tlm_mavlink_role_of_heartbeat (frame->payload);
  else if (*role == TLM_MAVLINK_UNKNOWN_ROLE)
    *role = (guint8) tlm_mavlink_role_of_ids (frame->system, frame->component);
  if (*role == TLM_MAVLINK_OTHER) {
    if (system->vehicle == frame->component)
      system->vehicle = -1;
    return FALSE;
  }
  if (system->vehicle < 0 || (*role == TLM_MAVLINK_AUTOPILOT &&
          system->roles[system->vehicle] != TLM_MAVLINK_AUTOPILOT))
    choose (system, frame->component);
  return system->vehicle == frame->component;
}

gboolean
tlm_mavlink_is_known (guint32 message)
{
  return tlm_mavlink_message_find (message) != NULL;
}

gint64
tlm_mavlink_system_get_tai (const TlmMavlinkSystem *system)
{
  return system->utc.tied && system->clock.reference_ns != TLM_TIME_NONE ?
      system->clock.base_ns - system->utc.offset_ns : TLM_TIME_NONE;
}

gboolean
tlm_mavlink_system_holds (const TlmMavlinkSystem *system)
{
  gint64 first;

  return tlm_hold_first (&system->hold, &first);
}

void
tlm_mavlink_system_finish (TlmMavlinkSystem *system)
{
  gint64 first;

  if (system->hold.settled || !tlm_hold_first (&system->hold, &first))
    return;
  if (system->tai_ns != TLM_TIME_NONE)
    tlm_hold_settle (&system->hold, TLM_CLOCK_TAI, system->tai_ns);
  else
    tlm_hold_settle (&system->hold, TLM_CLOCK_ELAPSED, -first);
}

static void
take_restart (TlmMavlinkSystem *system)
{
  forget_steps (system);
  tlm_log_warn (system->writer.log, "the time since boot of MAVLink system %u steps (a reboot?): "
      "what follows is placed by %s", system->id, system->clock.reference_ns == TLM_TIME_NONE ?
      "it as if no time had passed in between" : "when it came");
}

static void
warn_of_reference (TlmMavlinkSystem *system)
{
  tlm_log_warn (system->writer.log, "the stamps step by %+.3f s and the time since boot of MAVLink "
      "system %u goes on: that is believed", (double) system->clock.reference_step_ns / TLM_SECOND,
      system->id);
}

static void
read_frame (TlmMavlinkSystem *system, const TlmMavlinkMessage *message, const guint8 *payload)
{
  TlmMavlinkTime time = { .kind = message->time };
  guint64 n_restarts = system->clock.n_restarts, n_steps = system->clock.n_reference_steps;
  TlmMavlinkTimeVerdict verdict;
  gsize n_messages;

  time.message = (guint) (message - tlm_mavlink_messages (&n_messages));
  if (time.kind != TLM_MAVLINK_NO_FIELD)
    time.raw = time.kind == TLM_MAVLINK_BOOT_MS ? tlm_le32 (payload + message->offset) :
        tlm_le64 (payload + message->offset);
  verdict = tlm_mavlink_clock_take (&system->clock, &time, system->reference_ns);
  if (system->clock.n_restarts != n_restarts)
    take_restart (system);
  if (system->clock.n_reference_steps != n_steps)
    warn_of_reference (system);
  if (verdict == TLM_MAVLINK_TIME_UNKNOWN)
    return;
  system->is_old = verdict == TLM_MAVLINK_TIME_OLD;
  system->rank = message->rank;
  system->hold.step_ns = system->steps_ns[time.message];
  message->read (system, payload);
}

gboolean
tlm_mavlink_system_take (TlmMavlinkSystem *system, const TlmMavlinkFrame *frame,
    const TlmMavlinkReference *reference)
{
  const TlmMavlinkMessage *message = tlm_mavlink_message_find (frame->message);
  guint64 n_restarts = system->clock.n_restarts;

  system->reference_ns = reference->time_ns;
  system->tai_ns = reference->tai_ns == TLM_TIME_NONE ? TLM_TIME_NONE :
      reference->tai_ns - system->clock.base_ns;
  if (system->tai_ns != TLM_TIME_NONE && system->hold.settled && system->writer.log->is_live &&
      system->hold.clock == TLM_CLOCK_ELAPSED)
    tlm_hold_settle (&system->hold, TLM_CLOCK_TAI, system->tai_ns);
  if (message && message->is_timeless)
    message->read (system, frame->payload);
  else if (message)
    read_frame (system, message, frame->payload);
  if (tlm_hold_is_full (&system->hold))
    tlm_mavlink_system_finish (system);
  return system->clock.n_restarts != n_restarts;
}
