package io.culvert.examples.hotpath;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A line with a seal that is as expensive to check as to create. */
record Sealed(String line, byte[] seal) {

  private static final int ROUNDS = 50;

  static Sealed of(String line) {
    return new Sealed(line, digest(line));
  }

  boolean isGenuine() {
    return Arrays.equals(seal, digest(line));
  }

  private static byte[] digest(String line) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < ROUNDS; i++) {
        bytes = sha.digest(bytes);
      }
      return bytes;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
