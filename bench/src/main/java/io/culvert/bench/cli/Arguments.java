package io.culvert.bench.cli;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks arguments. An invalid argument ends the program with exit code 2 and a message. */
final class Arguments {

  private static final int MIN_CAPACITY = 64 * 1024;
  private static final int MAX_CAPACITY = 1 << 30;

  private final CommandSpec spec;

  Arguments(CommandSpec spec) {
    this.spec = spec;
  }

  void require(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** Returns all arguments as they were given. */
  String line() {
    return String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  void requireCapacity(int capacity) {
    require(
        capacity >= MIN_CAPACITY && capacity <= MAX_CAPACITY && Integer.bitCount(capacity) == 1,
        "--capacity must be a power of two from 65536 to 1073741824: capacity=" + capacity);
  }

  /** Requires that a file can be written; null stands for no file. */
  void requireWritable(String option, Path file) {
    if (file == null) {
      return;
    }
    Path directory = file.toAbsolutePath().getParent();
    require(
        directory != null && Files.isWritable(directory) && !Files.isDirectory(file),
        option + " must name a file in a directory that exists and is writable: file=" + file);
  }

  /** Returns the contenders of these names, in their order; the usual ones if there is no name. */
  List<Entry> contenders(List<String> names, List<Entry> all, List<Entry> usual) {
    List<String> unknown = new ArrayList<>(names);
    unknown.removeAll(names(all));
    require(
        unknown.isEmpty(),
        "--only names no contender: %s; there are %s"
            .formatted(String.join(", ", unknown), String.join(", ", names(all))));
    return names.isEmpty()
        ? usual
        : all.stream().filter(entry -> names.contains(entry.name())).toList();
  }

  /** Returns the base of ratios. One that is named must run; the default one need not. */
  String base(String name, List<Entry> entries) {
    if (name == null) {
      return Contenders.REFERENCE;
    }
    require(
        names(entries).contains(name),
        "--base must name a contender that runs: base=%s; there are %s"
            .formatted(name, String.join(", ", names(entries))));
    return name;
  }

  private static List<String> names(List<Entry> entries) {
    return entries.stream().map(Entry::name).toList();
  }
}
