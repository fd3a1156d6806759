package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the configurations of buckets as S3 takes them; a list is its element again and again. */
final class S3Xml {
    private S3Xml() {}

    static String write(String root, ObjectNode body) {
        StringBuilder xml =
                new StringBuilder("<").append(root).append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        members(xml, body);
        return xml.append("</").append(root).append('>').toString();
    }

    private static void members(StringBuilder xml, JsonNode object) {
        object.properties().forEach(member -> {
            if (member.getValue().isArray()) {
                member.getValue().forEach(item -> element(xml, member.getKey(), item));
            } else {
                element(xml, member.getKey(), member.getValue());
            }
        });
    }

    private static void element(StringBuilder xml, String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            members(xml, value);
        } else {
            xml.append(value.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        xml.append("</").append(name).append('>');
    }
}
