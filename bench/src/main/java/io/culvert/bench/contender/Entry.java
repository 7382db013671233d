package io.culvert.bench.contender;

import java.util.function.Supplier;

/**
 * A contender, before any of its libraries is loaded.
 *
 * @param name what it is called on the command line and in the reports
 * @param inOneJvm true when both its ends are in one JVM
 * @param classPath its libraries
 * @param description what it does, in one line
 * @param maker makes it, in a JVM that has its libraries
 */
public record Entry(
    String name,
    boolean inOneJvm,
    ClassPath classPath,
    String description,
    Supplier<? extends Contender> maker) {}
