package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a tree as XML in the manner of AWS's query protocol. */
final class QueryXml {
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private QueryXml() {}

    static AwsResponse response(int status, String root, String namespace, QueryDialect dialect, ObjectNode body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(namespace);
            writeMembers(xml, dialect, body);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written into memory.", e);
        }
        return AwsResponse.bytes(status, "text/xml", bytes.toByteArray());
    }

    private static void writeMembers(XMLStreamWriter xml, QueryDialect dialect, ObjectNode object)
            throws XMLStreamException {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            write(xml, dialect, member.getKey(), member.getValue());
        }
    }

    private static void write(XMLStreamWriter xml, QueryDialect dialect, String name, JsonNode value)
            throws XMLStreamException {
        if (value.isArray() && name.equals("entry")) {
            for (JsonNode entry : value) {
                write(xml, dialect, name, entry);
            }
            return;
        }
        xml.writeStartElement(name);
        if (value instanceof ObjectNode object) {
            writeMembers(xml, dialect, object);
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                write(xml, dialect, dialect.element(), element);
            }
        } else {
            xml.writeCharacters(value.asText());
        }
        xml.writeEndElement();
    }
}
