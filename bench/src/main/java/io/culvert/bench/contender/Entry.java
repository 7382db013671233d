package io.culvert.bench.contender;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Describes a contender, and creates it in a JVM that has its libraries. The lists of contenders
 * set its properties once, after which it does not change.
 */
public final class Entry {

  private static final int PAIRS = 4;
  private static final Duration WARM_UP = Duration.ofMillis(2_500);

  private final String name;
  private final boolean inOneJvm;
  private final Supplier<? extends Contender> maker;
  private ClassPath classPath = ClassPath.COMMON;
  private List<String> jvmFlags = List.of();
  private String does = "";
  private String lacks = "";
  private String tuning = "";
  private boolean headline;
  private int pairs = PAIRS;
  private boolean canBeFrozen = true;
  private Duration warmUp = WARM_UP;
  private boolean idleOnly;

  private Entry(String name, boolean inOneJvm, Supplier<? extends Contender> maker) {
    this.name = name;
    this.inOneJvm = inOneJvm;
    this.maker = maker;
  }

  static Entry inOneJvm(String name, Supplier<OneJvm> maker) {
    return new Entry(name, true, maker);
  }

  static Entry inTwoJvms(String name, Supplier<TwoJvms> maker) {
    return new Entry(name, false, maker);
  }

  static Entry roundTrip(String name, Supplier<RoundTrip> maker) {
    return new Entry(name, false, maker);
  }

  Entry on(ClassPath libraries) {
    classPath = libraries;
    return this;
  }

  Entry flags(String... flags) {
    jvmFlags = List.of(flags);
    return this;
  }

  Entry does(String what) {
    does = what;
    return this;
  }

  Entry lacks(String what) {
    lacks = what;
    return this;
  }

  Entry tuned(String how) {
    tuning = how;
    return this;
  }

  Entry headline() {
    headline = true;
    return this;
  }

  Entry pairs(int number) {
    pairs = number;
    return this;
  }

  Entry warmUp(Duration time) {
    warmUp = time;
    return this;
  }

  Entry runsAlone() {
    canBeFrozen = false;
    return this;
  }

  Entry idleOnly() {
    idleOnly = true;
    return this;
  }

  /** Returns its name on the command line and in reports. */
  public String name() {
    return name;
  }

  /** Returns whether both its ends are in one JVM. */
  public boolean inOneJvm() {
    return inOneJvm;
  }

  /** Returns the libraries that it needs. */
  public ClassPath classPath() {
    return classPath;
  }

  /** Returns the JVM flags that it needs in addition to those of its class path. */
  public List<String> jvmFlags() {
    return jvmFlags;
  }

  /** Returns one sentence about what it does. */
  public String does() {
    return does;
  }

  /** Returns what a user of a stream would miss; empty for a full stream between two JVMs. */
  public String lacks() {
    return lacks;
  }

  /** Returns how it is tuned, and after which advice; empty for a contender with defaults. */
  public String tuning() {
    return tuning;
  }

  /** Returns whether a comparison takes it if the user names no contenders. */
  public boolean isHeadline() {
    return headline;
  }

  /** Returns how many JVMs, or pairs of JVMs, a comparison starts of it by default. */
  public int pairs() {
    return pairs;
  }

  /** Returns whether its JVMs survive SIGSTOP and SIGCONT; if not, it must run alone. */
  public boolean canBeFrozen() {
    return canBeFrozen;
  }

  /**
   * Returns how long it runs after its first payload before something is measured.
   *
   * @param wanted the time to run, unless its rate takes longer to be steady
   */
  public Duration warmUpOfAtLeast(Duration wanted) {
    return warmUp.compareTo(wanted) > 0 ? warmUp : wanted;
  }

  /** Returns whether a hot run of it would only repeat that of another contender. */
  public boolean isIdleOnly() {
    return idleOnly;
  }

  /** Creates the contender. Only a JVM that has its libraries may call this. */
  Contender create() {
    return maker.get();
  }
}
