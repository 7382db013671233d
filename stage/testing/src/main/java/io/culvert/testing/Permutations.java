package io.culvert.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All orders of a list. */
public final class Permutations {

  private Permutations() {}

  /** Returns every order once, even if some items are equal. */
  public static <E> Set<List<E>> of(List<E> items) {
    Set<List<E>> orders = new LinkedHashSet<>();
    add(orders, List.of(), items);
    return orders;
  }

  private static <E> void add(Set<List<E>> orders, List<E> begin, List<E> rest) {
    if (rest.isEmpty()) {
      orders.add(begin);
    }
    for (int i = 0; i < rest.size(); i++) {
      List<E> longer = new ArrayList<>(begin);
      longer.add(rest.get(i));
      List<E> others = new ArrayList<>(rest);
      others.remove(i);
      add(orders, longer, others);
    }
  }
}
