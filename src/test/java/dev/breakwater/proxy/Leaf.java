package dev.breakwater.proxy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One text within settings, found by reflection: where it is, and how settings with another are
 * made.
 *
 * @param field the record's and the component's name
 * @param path the indexes that lead to it
 * @param text what is there
 */
record Leaf(String field, List<Integer> path, String text) {

  /** All texts that settings hold. */
  static List<Leaf> of(Object settings) {
    List<Leaf> found = new ArrayList<>();
    collect("", settings, List.of(), found);
    return found;
  }

  private static void collect(String field, Object value, List<Integer> path, List<Leaf> found) {
    if (value instanceof String text) {
      found.add(new Leaf(field, path, text));
      return;
    }
    List<Object> parts = parts(value);
    for (int i = 0; i < parts.size(); i++) {
      String name =
          value instanceof Record
              ? value.getClass().getSimpleName() + "." + components(value)[i].getName()
              : field;
      collect(name, parts.get(i), Stream.concat(path.stream(), Stream.of(i)).toList(), found);
    }
  }

  /** All fields that hold text, of a type and of all that it is made of. */
  static Set<String> fields(Class<?> type) {
    Set<String> fields = new TreeSet<>();
    fields("", type, fields);
    return fields;
  }

  private static void fields(String field, Type type, Set<String> found) {
    if (type == String.class) {
      found.add(field);
    } else if (type instanceof ParameterizedType container) {
      for (Type of : container.getActualTypeArguments()) {
        fields(field, of, found);
      }
    } else if (type instanceof Class<?> one && one.isSealed()) {
      for (Class<?> permitted : one.getPermittedSubclasses()) {
        fields(field, permitted, found);
      }
    } else if (type instanceof Class<?> one && one.isRecord()) {
      for (RecordComponent component : one.getRecordComponents()) {
        fields(one.getSimpleName() + "." + component.getName(), component.getGenericType(), found);
      }
    }
  }

  /** The settings with another text here. */
  <T> T in(T settings, String other) {
    @SuppressWarnings("unchecked")
    T changed = (T) replaced(settings, path, other);
    return changed;
  }

  private static Object replaced(Object value, List<Integer> path, String other) {
    if (path.isEmpty()) {
      return other;
    }
    List<Object> parts = parts(value);
    int index = path.get(0);
    parts.set(index, replaced(parts.get(index), path.subList(1, path.size()), other));
    return assembled(value, parts);
  }

  private static List<Object> parts(Object value) {
    if (value instanceof Record) {
      return new ArrayList<>(
          Stream.of(components(value)).map(component -> part(value, component)).toList());
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(
          map.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toList());
    }
    if (value instanceof Optional<?> optional) {
      return new ArrayList<>(optional.stream().toList());
    }
    return value instanceof Collection<?> all ? new ArrayList<>(all) : new ArrayList<>();
  }

  private static Object assembled(Object like, List<Object> parts) {
    if (like instanceof Record record) {
      return made(record, parts);
    }
    if (like instanceof Map) {
      Map<Object, Object> map = new TreeMap<>();
      for (int i = 0; i < parts.size(); i += 2) {
        map.put(parts.get(i), parts.get(i + 1));
      }
      return map;
    }
    if (like instanceof Optional) {
      return Optional.of(parts.get(0));
    }
    return like instanceof Set ? Set.copyOf(parts) : List.copyOf(parts);
  }

  private static RecordComponent[] components(Object record) {
    return record.getClass().getRecordComponents();
  }

  private static Object part(Object record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object made(Record like, List<Object> parts) {
    try {
      Class<?>[] types =
          Stream.of(components(like)).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = like.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
