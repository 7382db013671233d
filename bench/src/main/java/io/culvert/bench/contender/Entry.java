package io.culvert.bench.contender;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Describes a contender, and makes it in a JVM that has its libraries. */
public final class Entry {

  private final Builder built;

  private Entry(Builder built) {
    this.built = built;
  }

  static Builder inOneJvm(String name, Supplier<OneJvm> maker) {
    return new Builder(name, true, maker);
  }

  static Builder inTwoJvms(String name, Supplier<TwoJvms> maker) {
    return new Builder(name, false, maker);
  }

  static Builder roundTrip(String name, Supplier<RoundTrip> maker) {
    return new Builder(name, false, maker);
  }

  /**
   * Returns its name on the command line and in the reports.
   *
   * @return the name
   */
  public String name() {
    return built.name;
  }

  /**
   * Returns whether both its ends are in one JVM.
   *
   * @return true if they are
   */
  public boolean inOneJvm() {
    return built.inOneJvm;
  }

  /**
   * Returns its libraries.
   *
   * @return the class path
   */
  public ClassPath classPath() {
    return built.classPath;
  }

  /**
   * Returns the JVM flags that it needs in addition to those of its class path.
   *
   * @return flags of the JVM, possibly none
   */
  public List<String> jvmFlags() {
    return built.jvmFlags;
  }

  /**
   * Describes what it does.
   *
   * @return one sentence
   */
  public String does() {
    return built.does;
  }

  /**
   * Describes what a user of a stream between two JVMs would miss.
   *
   * @return one sentence; empty for a full stream between two JVMs
   */
  public String lacks() {
    return built.lacks;
  }

  /**
   * Describes how it is tuned, and after which advice.
   *
   * @return one or two sentences; empty for a contender as it comes
   */
  public String tuning() {
    return built.tuning;
  }

  /**
   * Returns whether a comparison takes it when the user names no contenders.
   *
   * @return true for ten contenders of throughput
   */
  public boolean isHeadline() {
    return built.headline;
  }

  /**
   * Returns how many JVMs, or pairs of JVMs, a comparison starts of it.
   *
   * @return the default number
   */
  public int pairs() {
    return built.pairs;
  }

  /**
   * Returns whether its JVMs survive SIGSTOP and SIGCONT, and may wait frozen beside others.
   *
   * @return false if it must run alone, without a pause
   */
  public boolean canBeFrozen() {
    return built.canBeFrozen;
  }

  /**
   * Returns how long it runs before something is measured.
   *
   * @param wanted at least so long
   * @return the time after the first payload; longer than wanted if its rate is not steady before
   */
  public Duration warmUp(Duration wanted) {
    return built.warmUp.compareTo(wanted) > 0 ? built.warmUp : wanted;
  }

  /**
   * Returns whether it differs from another contender in pace {@link RoundTrip.Pace#IDLE} only.
   *
   * @return true if a hot run would only repeat the other one
   */
  public boolean isIdleOnly() {
    return built.idleOnly;
  }

  /**
   * Returns its maker, to be called in a JVM that has its libraries.
   *
   * @return the maker
   */
  public Supplier<? extends Contender> maker() {
    return built.maker;
  }

  @Override
  public String toString() {
    return built.name;
  }

  /** Collects what an entry says. */
  static final class Builder {

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

    private Builder(String name, boolean inOneJvm, Supplier<? extends Contender> maker) {
      this.name = name;
      this.inOneJvm = inOneJvm;
      this.maker = maker;
    }

    Builder does(String what) {
      does = what;
      return this;
    }

    Builder lacks(String what) {
      lacks = what;
      return this;
    }

    Builder tuned(String how) {
      tuning = how;
      return this;
    }

    Builder headline() {
      headline = true;
      return this;
    }

    Builder on(ClassPath libraries) {
      classPath = libraries;
      return this;
    }

    Builder flags(String... flags) {
      jvmFlags = List.of(flags);
      return this;
    }

    Builder pairs(int number) {
      pairs = number;
      return this;
    }

    Builder warmUp(Duration time) {
      warmUp = time;
      return this;
    }

    Builder runsAlone() {
      canBeFrozen = false;
      return this;
    }

    Builder idleOnly() {
      idleOnly = true;
      return this;
    }

    Entry build() {
      return new Entry(this);
    }
  }
}
