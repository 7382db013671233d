/**
 * One thread that runs tasks, timers and the handlers of channels for an actor system. It knows no
 * ring. Internal.
 */
package io.culvert.conductor;
