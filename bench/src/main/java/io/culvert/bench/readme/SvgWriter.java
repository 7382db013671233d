package io.culvert.bench.readme;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of an SVG file, one a line. */
final class SvgWriter {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  SvgWriter(int width, int height) {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      attributes("viewBox", "0 0 " + width + " " + height, "width", width, "height", height);
      attributes("role", "img");
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  /**
   * Writes an element.
   *
   * @param attributes names and values in turn; of fractions, one digit
   */
  void element(String name, String content, Object... attributes) {
    try {
      xml.writeStartElement(name);
      attributes(attributes);
      xml.writeCharacters(content);
      xml.writeEndElement();
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  private void attributes(Object... pairs) throws XMLStreamException {
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      xml.writeAttribute(
          (String) pairs[i],
          value instanceof Double ? String.format(Locale.ROOT, "%.1f", value) : value.toString());
    }
  }

  /** Ends the file. */
  String end() {
    try {
      xml.writeEndDocument();
      xml.close();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw impossible(e);
    }
  }

  private static IllegalStateException impossible(XMLStreamException e) {
    return new IllegalStateException("cannot write to memory", e);
  }
}
