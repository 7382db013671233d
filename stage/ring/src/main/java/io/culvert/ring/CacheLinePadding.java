package io.culvert.ring;

/**
 * Padding before the fields of an object that one thread writes for each message: two cache lines,
 * because processors fetch lines in pairs. The last class of the chain declares as much padding
 * after the fields. So nothing that another thread writes shares a line with them. Without the
 * padding, the two sides of a ring inside one JVM would lie side by side, because they are created
 * one after the other.
 *
 * <p>A chain of classes, as in JCTools' {@code SpscArrayQueue}: the JVM reorders the fields of one
 * class, but places those of a superclass first.
 */
abstract class CacheLinePadding {

  long p00;
  long p01;
  long p02;
  long p03;
  long p04;
  long p05;
  long p06;
  long p07;
  long p08;
  long p09;
  long p10;
  long p11;
  long p12;
  long p13;
  long p14;
  long p15;
}
