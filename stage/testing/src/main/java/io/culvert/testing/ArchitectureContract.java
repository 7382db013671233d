package io.culvert.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.lang.reflect.AccessibleObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * States which package of a module may use which. Another arrow is a decision: it gets its word in
 * the table of the module, and its reason in {@code docs/architecture.md}.
 */
public abstract class ArchitectureContract {

  private static final String ROOT = "io.culvert";
  private static final Path CLASSES = Path.of("target", "classes");
  private static final String INTERNAL = ROOT + ".annotation.InternalApi";

  private final Rules rules;
  private final JavaClasses imported;

  /**
   * The rules of a module. Names of packages and classes lack {@code io.culvert}.
   *
   * @param arrows each package of the module with all that it may use besides itself
   * @param api packages whose public classes are all for users
   * @param apiElsewhere classes for users in packages that have others, too
   * @param pairs classes of one package that refer to each other, in the order of their names, each
   *     pair with the reason
   */
  public record Rules(
      Map<String, List<String>> arrows,
      List<String> api,
      List<String> apiElsewhere,
      Map<List<String>, String> pairs) {}

  protected ArchitectureContract(Rules rules) {
    this.rules = new Rules(new TreeMap<>(rules.arrows), rules.api, rules.apiElsewhere, rules.pairs);
    this.imported = new ClassFileImporter().importPath(CLASSES);
  }

  /** Returns the classes of the module, for rules of its own. */
  protected final JavaClasses classesOfModule() {
    return imported;
  }

  @Test
  void shouldUseOnlyWhatTheTableAllows() {
    rules.arrows.forEach(
        (name, allowed) ->
            classes()
                .that()
                .resideInAPackage(qualified(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages(name, allowed)))
                .check(imported));
  }

  @Test
  void shouldUseEachArrowOfTheTable() {
    List<String> unused = new ArrayList<>();
    rules.arrows.forEach(
        (name, allowed) -> {
          Set<JavaClass> used = dependenciesOf(name);
          allowed.stream()
              .filter(target -> used.stream().noneMatch(resideInAPackage(pattern(target))))
              .forEach(target -> unused.add(qualified(name) + " -> " + pattern(target)));
        });
    assertThat(unused).isEmpty();
  }

  private Set<JavaClass> dependenciesOf(String name) {
    return imported.that(resideInAPackage(qualified(name))).stream()
        .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .collect(Collectors.toSet());
  }

  /** The tables of two modules have no package in common, so no package lies in two modules. */
  @Test
  void shouldHavePackagesOfTheTableOnly() {
    Set<String> found =
        imported.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(found)
        .isEqualTo(
            rules.arrows.keySet().stream()
                .map(ArchitectureContract::qualified)
                .collect(Collectors.toSet()));
  }

  @Test
  void shouldDependOnNoPackageInACycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(imported);
  }

  /** Without the mark, a public class is part of the API, and its package one that users see. */
  @Test
  void shouldMarkWhatIsPublicForOtherPackagesOnly() {
    List<String> api = rules.apiElsewhere.stream().map(ArchitectureContract::qualified).toList();
    Set<String> unmarked =
        imported.stream()
            .filter(each -> isPublic(each) && !each.isAnnotatedWith(INTERNAL))
            .filter(each -> !rules.api.contains(unqualified(each.getPackageName())))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertThat(unmarked).containsExactlyInAnyOrderElementsOf(api);
  }

  private static boolean isPublic(JavaClass each) {
    return each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC);
  }

  @Test
  void shouldReferToEachOtherInListedPairsOnly() {
    Map<JavaClass, Set<JavaClass>> companions = companions();
    Set<List<String>> pairs = new HashSet<>();
    companions.forEach(
        (origin, targets) ->
            targets.stream()
                .filter(target -> companions.getOrDefault(target, Set.of()).contains(origin))
                .forEach(target -> pairs.add(pair(origin, target))));
    assertThat(pairs).isEqualTo(rules.pairs.keySet());
  }

  private static List<String> pair(JavaClass one, JavaClass other) {
    return Stream.of(one, other).map(each -> unqualified(each.getName())).sorted().toList();
  }

  /** Maps each top-level class to those in its package that it, or a class inside it, uses. */
  private Map<JavaClass, Set<JavaClass>> companions() {
    Map<JavaClass, Set<JavaClass>> companions = new HashMap<>();
    for (JavaClass each : imported) {
      JavaClass origin = outermost(each);
      each.getDirectDependenciesFromSelf().stream()
          .map(dependency -> outermost(dependency.getTargetClass().getBaseComponentType()))
          .filter(target -> target.getPackage().equals(origin.getPackage()))
          .filter(target -> !target.equals(origin))
          .forEach(
              target -> companions.computeIfAbsent(origin, key -> new HashSet<>()).add(target));
    }
    return companions;
  }

  private static JavaClass outermost(JavaClass inner) {
    return inner.getEnclosingClass().map(ArchitectureContract::outermost).orElse(inner);
  }

  @Test
  void shouldNotUseInternalsOfTheJdkOrReflection() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(AccessibleObject.class)
        .check(imported);
  }

  /** The content of a ring may be hostile: it never chooses the class of an object. */
  @Test
  void shouldNotDeserialiseObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, Externalizable.class)
        .check(imported);
  }

  private static String qualified(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  private static String unqualified(String name) {
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static String pattern(String target) {
    return target.endsWith("..") ? target : qualified(target);
  }

  private static String[] packages(String name, List<String> allowed) {
    return Stream.concat(
            Stream.of(qualified(name)), allowed.stream().map(ArchitectureContract::pattern))
        .toArray(String[]::new);
  }
}
