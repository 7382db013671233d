/*
 * The doorbell: how a side that finds nothing to do parks, and how the other side wakes it.
 *
 * `check`, beside this file, explores the model exhaustively, and then every INJ_ variant of it,
 * each of which must fail. There is no safety timer in it: what it shows holds without one.
 *
 *   Stage        the stage that waits: takes what there is, and parks when there is no more
 *   Ringer       the stage of the other side: publishes, and rings if the first one is parked
 *   Conductor    the conductor of the waiting side: sleeps on the socket, wakes the stage
 *   Garbage      any process that writes bytes into the socket
 *   StoreBuffer  what lies between a stage and the memory
 *
 * Either side of a ring waits like this. For a writer that waits for room, position is the head of
 * the reader.
 *
 * With -DLOCAL both stages are in one JVM: the ringer fires the wake-up itself, without a socket.
 *
 * Properties
 *   No lost wake-up. The stage ends when it has taken everything, and waits for its wake-up in a
 *   state that is no valid end; so one that waits for ever is found as an invalid end state.
 *   One wake-up. No second one is fired before the first has arrived: the mailbox of a stage is
 *   unbounded, and this is its bound.
 *   One ring a parking. A byte costs a system call on both sides.
 *   An end. No execution is infinite: explored as the absence of cycles.
 *
 * The memory is that of x86 (TSO). A store goes into a first-in-first-out buffer of its thread and
 * from there to the memory at any later moment; a load sees the memory. (No stage loads what it may
 * have in its own buffer, so nothing needs forwarding.) A full fence waits until the buffer is
 * empty, and a compare-and-set begins with one. The calls on the socket are no fences here. A stage
 * may change threads, but Pekko hands it over with a fence, so one buffer for each stage will do.
 *
 * Two pairs of stores and loads need the full fences: without both of them, each side may miss
 * what the other one has just stored.
 *
 *   Stage   parked := 1   FENCE  load position    The stage sees the element, or the ringer sees
 *   Ringer  position++    FENCE  load parked      that it has to ring.
 *
 * Two others need their order only (in Java: the second one is a release, or a compare-and-set).
 *
 *   Stage   armed := 1    before  parked := 1     Who clears parked finds armed set, unless a
 *                                                 wake-up was fired or the stage went on by itself.
 *   Ringer  parked := 0   before  the byte        Who has drained the byte finds parked cleared.
 *
 * The late ring: the ringer loads parked and clears it in two steps. In between, the stage may have
 * gone on by itself, taken everything, and parked again. The ringer then clears another parking than
 * the one it saw, with nothing published since. That byte must wake the stage all the same, because
 * nothing rings for the next element while parked is 0. So the conductor goes by parked, never by
 * position.
 *
 * Two steps are there for speed only; without either of them every property still holds:
 *   - the conductor's look at parked before it fires (it keeps stray bytes from waking the stage),
 *   - parked := 0 after a second look that found something (it saves a needless byte).
 *
 * The idea, a model of a wake-up with bugs to inject into it, is from the futex-wakeup model of
 * userspace-rcu, https://liburcu.org.
 */

/* The ringer publishes any number of elements from 1 to this. */
#ifndef ELEMENTS
#define ELEMENTS 4
#endif

/* Bytes that others write into the socket. */
#ifndef GARBAGE
#define GARBAGE 0
#endif

/* Nobody waits to write a byte: if the socket is full, the byte is dropped. */
#define SOCKET_CAPACITY 2

/* Shared by the two sides. */
byte position = 0; /* how many elements are published */
byte taken = 0;    /* how many of them the stage has taken */
bit parked = 0;
byte socket = 0;   /* bytes in it */

/* Shared by the waiting stage and those who wake it. */
bit armed = 0;    /* a wake-up may be fired; whoever clears it fires, or goes on in its place */
byte mailbox = 0; /* wake-ups that were fired and have not arrived */

/* For the model only. */
byte total = 0;  /* how many elements there will be */
byte unrung = 0; /* parkings, less rings */

mtype = { POSITION, PARKED, ARMED };

chan stage_stores = [4] of { mtype, byte };
chan ringer_stores = [2] of { mtype, byte };
chan no_stores = [1] of { mtype, byte }; /* of the conductor, which only does compare-and-sets */

proctype StoreBuffer(chan stores) {
  byte value = 0;
end:
  do
  :: d_step { stores ? POSITION(value) -> position = value; value = 0 }
  :: d_step { stores ? PARKED(value) -> parked = value; value = 0 }
  :: d_step { stores ? ARMED(value) -> armed = value; value = 0 }
  od
}

inline fence(stores) {
  empty(stores)
}

/* Compare-and-set of 1 to 0. */
inline take(word, stores, won) {
  fence(stores);
  d_step { won = word; word = 0 }
}

/* Fires the wake-up, if the stage is armed. */
inline signal(stores, won) {
#ifdef INJ_SIGNAL_WITHOUT_CAS
  won = armed;
  armed = 0;
#else
  take(armed, stores, won);
#endif
  if
  :: won ->
     won = 0;
     d_step { mailbox++; assert(mailbox <= 1) }
  :: else
  fi
}

inline store_parked() {
  d_step { nfull(stage_stores) -> stage_stores ! PARKED(1); unrung++ }
}

proctype Stage() {
  bit won = 0;

consume:
  taken = position;
  if
  :: taken == total -> goto done
  :: else
  fi;

#ifdef INJ_PARKED_BEFORE_ARMED
  store_parked();
  stage_stores ! ARMED(1);
#else
  stage_stores ! ARMED(1);
#ifndef INJ_PARKED_AFTER_LOOK
  store_parked();
#endif
#endif

#ifndef INJ_NO_FENCE_PARK
  fence(stage_stores);
#endif

#ifndef INJ_NO_SECOND_LOOK
  if
  :: position > taken ->
#ifdef INJ_GO_ON_WITHOUT_CAS
     won = 1;
#else
     take(armed, stage_stores, won);
#endif
     if
     :: won ->
        won = 0;
#ifndef INJ_WAIT_AFTER_WINNING
        stage_stores ! PARKED(0);
        goto consume
#endif
     :: else ->
#ifdef INJ_GO_ON_AFTER_LOSING
        goto consume
#else
        skip /* a wake-up is on its way */
#endif
     fi
  :: else
  fi;
#endif

#ifdef INJ_PARKED_AFTER_LOOK
  store_parked();
#endif

  d_step { mailbox > 0 -> mailbox-- };
  goto consume;

done:
  skip
}

inline ring(won) {
  d_step { assert(unrung > 0); unrung-- };
#ifdef INJ_NO_BYTE
  skip
#else
#ifdef LOCAL
  signal(ringer_stores, won)
#else
  d_step {
    if
    :: socket < SOCKET_CAPACITY -> socket++
    :: else
    fi
  }
#endif
#endif
}

proctype Ringer() {
  byte published = 0;
  bit won = 0;

  do
  :: published < total ->
     published++;
     ringer_stores ! POSITION(published);
#ifndef INJ_NO_FENCE_PUBLISH
     fence(ringer_stores);
#endif
     if
     :: parked ->
#ifdef INJ_LEAVE_PARKED
        won = 1;
#else
#ifdef INJ_CLEAR_BY_STORE
        ringer_stores ! PARKED(0);
        won = 1;
#else
        take(parked, ringer_stores, won);
#endif
#endif
        if
        :: won -> won = 0; ring(won)
        :: else
        fi
     :: else
     fi
  :: else -> break
  od
}

#ifndef LOCAL

inline drain() {
#ifdef INJ_NO_DRAIN
  skip
#else
  socket = 0
#endif
}

proctype Conductor() {
  bit cleared = 0;
  bit won = 0;
end:
  do
  :: socket > 0 ->
#ifdef INJ_DRAIN_AFTER_LOOK
     cleared = !parked;
     drain();
#else
     drain();
     cleared = !parked;
#endif
     if
#ifdef INJ_IGNORE_STALE
     :: cleared && position > taken ->
#else
     :: cleared ->
#endif
        cleared = 0;
        signal(no_stores, won)
     :: else ->
        cleared = 0
     fi
  od
}

#endif

#if GARBAGE

proctype Garbage() {
  byte written = 0;
  do
  :: written < GARBAGE -> d_step { socket < SOCKET_CAPACITY -> socket++; written++ }
  :: break
  od
}

#endif

init {
  atomic {
    select (total : 1 .. ELEMENTS);
    run StoreBuffer(stage_stores);
    run StoreBuffer(ringer_stores);
    run Stage();
    run Ringer();
#ifndef LOCAL
    run Conductor();
#endif
#if GARBAGE
    run Garbage();
#endif
  }
}
