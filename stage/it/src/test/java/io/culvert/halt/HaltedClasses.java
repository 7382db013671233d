package io.culvert.halt;

import io.culvert.RingSettings;
import io.culvert.ring.layout.RingDescriptor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class files of the library, with calls of {@link HaltedCalls} in the place of the calls to
 * buffers, files, locks and sockets.
 */
final class HaltedClasses {

  private static final String CALLS = Type.getInternalName(HaltedCalls.class);

  private static final Set<String> STATIC_OWNERS =
      Set.of("java/nio/file/Files", "java/nio/channels/FileChannel");

  /** The names with the descriptors, in which the receiver is the first parameter. */
  private static final Set<String> STEPS =
      Arrays.stream(HaltedCalls.class.getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .map(HaltedClasses::key)
          .collect(Collectors.toUnmodifiableSet());

  private HaltedClasses() {}

  private static String key(Method method) {
    return method.getName() + Type.getMethodDescriptor(method);
  }

  /** Writes all of them below a directory. */
  static void write(Path directory) throws IOException {
    Set<Path> locations =
        Stream.of(RingDescriptor.class, RingSettings.class)
            .map(HaltedClasses::location)
            .collect(Collectors.toSet());
    for (Path location : locations) {
      if (Files.isDirectory(location)) {
        write(location, directory);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
          write(jar.getPath("/"), directory);
        }
      }
    }
  }

  private static Path location(Class<?> loaded) {
    try {
      return Path.of(loaded.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError("no location: class=" + loaded, e);
    }
  }

  private static void write(Path root, Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root.resolve("io").resolve("culvert"))) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      Path target = directory.resolve(root.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.write(target, change(Files.readAllBytes(file)));
    }
  }

  private static byte[] change(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new ChangedClass(writer), 0);
    return writer.toByteArray();
  }

  private static final class ChangedClass extends ClassVisitor {

    ChangedClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new ChangedMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class ChangedMethod extends MethodVisitor {

    ChangedMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean isStatic = opcode == Opcodes.INVOKESTATIC;
      String withReceiver = isStatic ? descriptor : "(L" + owner + ";" + descriptor.substring(1);
      if (opcode != Opcodes.INVOKESPECIAL
          && (!isStatic || STATIC_OWNERS.contains(owner))
          && STEPS.contains(name + withReceiver)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CALLS, name, withReceiver, false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }
  }
}
