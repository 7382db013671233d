package io.culvert.testing.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/** Writes the class files of mutants. */
final class MutatedClasses {

  private static final int API = Opcodes.ASM9;
  private static final String CALLS = Type.getInternalName(MutantCalls.class);
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type NOTHING = Type.getMethodType(Type.VOID_TYPE);

  /** Creates a Runnable from a call: from the receiver and the arguments on the stack. */
  private static final Handle LAMBDA =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/LambdaMetafactory",
          "metafactory",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
              + "Ljava/lang/invoke/CallSite;",
          false);

  private final List<Edit> edits;
  private final Map<Edit, Integer> found = new HashMap<>();
  private final Set<Edit> made = new HashSet<>();

  private MutatedClasses(List<Edit> edits) {
    this.edits = edits;
  }

  /**
   * Writes the changed classes below a directory.
   *
   * @throws AssertionError if the code does not have the call of one of the edits
   */
  static void write(List<Edit> edits, Path directory) throws IOException {
    for (Map.Entry<String, byte[]> changed : of(edits).entrySet()) {
      Path file = directory.resolve(changed.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, changed.getValue());
    }
  }

  /**
   * Returns the class files of the changed classes by class name.
   *
   * @throws AssertionError if the code does not have the call of one of the edits
   */
  static Map<String, byte[]> of(List<Edit> edits) throws IOException {
    MutatedClasses classes = new MutatedClasses(edits);
    Map<String, byte[]> changed = new HashMap<>();
    for (Edit edit : edits) {
      if (!changed.containsKey(edit.className())) {
        changed.put(edit.className(), classes.change(edit.className()));
      }
    }
    for (Edit edit : edits) {
      if (!classes.made.contains(edit)) {
        throw new AssertionError(
            "the code has no such call: edit="
                + edit
                + "; the code has changed: update the list of mutants, and keep a mutant for each"
                + " ordering");
      }
    }
    return changed;
  }

  private byte[] change(String className) throws IOException {
    String file = className.replace('.', '/') + ".class";
    try (InputStream bytes = MutatedClasses.class.getClassLoader().getResourceAsStream(file)) {
      if (bytes == null) {
        throw new AssertionError("no such class: class=" + className);
      }
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      List<Edit> here = edits.stream().filter(edit -> edit.className().equals(className)).toList();
      reader.accept(new ChangedClass(writer, here), ClassReader.EXPAND_FRAMES);
      return writer.toByteArray();
    }
  }

  private final class ChangedClass extends ClassVisitor {

    private final List<Edit> here;

    ChangedClass(ClassVisitor next, List<Edit> here) {
      super(API, next);
      this.here = here;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      List<Edit> inMethod = here.stream().filter(edit -> edit.isIn(name)).toList();
      int changed = access;
      for (Edit edit : inMethod) {
        if (edit.kind() == Edit.Kind.UNSYNCHRONIZED && (access & Opcodes.ACC_SYNCHRONIZED) != 0) {
          changed &= ~Opcodes.ACC_SYNCHRONIZED;
          made.add(edit);
        }
      }
      MethodVisitor next = super.visitMethod(changed, name, descriptor, signature, exceptions);
      return inMethod.isEmpty()
          ? next
          : new ChangedMethod(next, changed, name, descriptor, inMethod);
    }
  }

  private final class ChangedMethod extends GeneratorAdapter {

    private final List<Edit> here;

    ChangedMethod(MethodVisitor next, int access, String name, String descriptor, List<Edit> here) {
      super(API, next, access, name, descriptor);
      this.here = here;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      Edit edit = next(name);
      if (edit == null) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      made.add(edit);
      Type result = Type.getReturnType(descriptor);
      switch (edit.kind()) {
        case REPLACE -> call(edit.replacement(), withReceiver(opcode, owner, descriptor));
        case SKIP -> {
          popArguments(opcode, descriptor);
          pushDefault(result, false);
        }
        case KEEP_BACK -> {
          keepBack(opcode, owner, name, descriptor, isInterface);
          pushDefault(result, true);
        }
        case THEN_MAKE -> {
          super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
          call("makeKeptBack", "()V");
        }
        case REMEMBER -> {
          super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
          copyTop(result);
          box(result);
          call("remember", "(Ljava/lang/Object;)V");
        }
        case REPEAT -> {
          popArguments(opcode, descriptor);
          call("remembered", Type.getMethodDescriptor(OBJECT));
          unbox(result);
        }
        default -> throw new AssertionError("not a change of a call: edit=" + edit);
      }
    }

    private Edit next(String name) {
      Edit wanted = null;
      for (Edit edit : here) {
        if (edit.call().equals(name)) {
          int count = found.merge(edit, 1, Integer::sum);
          wanted = edit.nth() == 0 || edit.nth() == count ? edit : wanted;
        }
      }
      return wanted;
    }

    private void call(String method, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, CALLS, method, descriptor, false);
    }

    private void copyTop(Type type) {
      if (type.getSize() == 2) {
        dup2();
      } else {
        dup();
      }
    }

    private void keepBack(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      int kind =
          switch (opcode) {
            case Opcodes.INVOKESTATIC -> Opcodes.H_INVOKESTATIC;
            case Opcodes.INVOKEINTERFACE -> Opcodes.H_INVOKEINTERFACE;
            case Opcodes.INVOKESPECIAL -> Opcodes.H_INVOKESPECIAL;
            default -> Opcodes.H_INVOKEVIRTUAL;
          };
      Type[] captured = Type.getArgumentTypes(withReceiver(opcode, owner, descriptor));
      super.visitInvokeDynamicInsn(
          "run",
          Type.getMethodDescriptor(Type.getType(Runnable.class), captured),
          LAMBDA,
          NOTHING,
          new Handle(kind, owner, name, descriptor, isInterface),
          NOTHING);
      call("keepBack", "(Ljava/lang/Runnable;)V");
    }

    private String withReceiver(int opcode, String owner, String descriptor) {
      return opcode == Opcodes.INVOKESTATIC
          ? descriptor
          : "(" + Type.getObjectType(owner).getDescriptor() + descriptor.substring(1);
    }

    private void popArguments(int opcode, String descriptor) {
      Type[] arguments = Type.getArgumentTypes(descriptor);
      for (int i = arguments.length - 1; i >= 0; i--) {
        if (arguments[i].getSize() == 2) {
          pop2();
        } else {
          pop();
        }
      }
      if (opcode != Opcodes.INVOKESTATIC) {
        pop();
      }
    }

    private void pushDefault(Type type, boolean truth) {
      switch (type.getSort()) {
        case Type.VOID -> {}
        case Type.BOOLEAN -> push(truth);
        case Type.LONG -> push(0L);
        case Type.OBJECT, Type.ARRAY -> visitInsn(Opcodes.ACONST_NULL);
        default -> push(0);
      }
    }
  }
}
