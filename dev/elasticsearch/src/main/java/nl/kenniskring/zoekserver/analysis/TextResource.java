package nl.kenniskring.zoekserver.analysis;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.ResourceLoader;

/** One text from the index settings, offered as the file that Lucene's factories want to read. */
final class TextResource implements ResourceLoader {

  static final String NAME = "from-settings";

  private final String content;

  TextResource(String content) {
    this.content = content;
  }

  @Override
  public InputStream openResource(String resource) throws IOException {
    if (!resource.equals(NAME)) {
      throw new FileNotFoundException(resource);
    }
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public <T> Class<? extends T> findClass(String name, Class<T> expected) {
    try {
      return Class.forName(name).asSubclass(expected);
    } catch (ClassNotFoundException failure) {
      throw new IllegalArgumentException(name, failure);
    }
  }

  @Override
  public <T> T newInstance(String name, Class<T> expected) {
    try {
      return findClass(name, expected).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalArgumentException(name, failure);
    }
  }
}
