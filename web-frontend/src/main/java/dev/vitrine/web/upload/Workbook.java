package dev.vitrine.web.upload;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The parts of an Excel workbook (.xlsx, ISO/IEC 29500) that a table is read from. No part is held in memory whole. */
final class Workbook implements Closeable {
    private static final int MOST_PARTS = 5_000;
    private static final int MOST_STYLES = 65_536;
    private static final int MOST_TEXTS = 250_000;
    private static final long MOST_TEXT = 8_000_000;
    private static final XMLInputFactory XML = factory();

    private final ZipFile zip;
    private final int cell;
    private final Map<String, String> partsById = new HashMap<>();
    private final Map<String, String> partsByType = new HashMap<>();
    private String sheet = "";
    private boolean from1904;

    private Workbook(ZipFile zip, int cell) {
        this.zip = zip;
        this.cell = cell;
    }

    /**
     * Opens a workbook at its first visible sheet.
     *
     * @param cell most characters of a cell
     * @throws TableException when it is none, or a dangerous one
     */
    static Workbook open(Path file, int cell) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw InflatedPart.broken();
        }
        Workbook workbook = new Workbook(zip, cell);
        try {
            if (zip.size() > MOST_PARTS) {
                throw TableException.tooLarge("excel.parts", MOST_PARTS);
            }
            workbook.readRelations("xl/_rels/workbook.xml.rels");
            workbook.readSheets();
            return workbook;
        } catch (XMLStreamException | RuntimeException | IOException e) {
            workbook.close();
            throw translated(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** What went wrong, as a person is told it. */
    static RuntimeException translated(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TableException known) {
                return known;
            }
        }
        return InflatedPart.broken();
    }

    /** Whether days are counted from 1904, as on old Macs. */
    boolean isFrom1904() {
        return from1904;
    }

    /** The sheet that is read. */
    XMLStreamReader sheet() throws IOException, XMLStreamException {
        return part(sheet).orElseThrow(InflatedPart::broken);
    }

    private void readRelations(String name) throws IOException, XMLStreamException {
        XMLStreamReader xml = part(name).orElseThrow(InflatedPart::broken);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("Relationship")
                    && partsById.size() < MOST_PARTS) {
                String target = attribute(xml, "Target").orElse("");
                String part = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                String type = attribute(xml, "Type").orElse("");
                partsById.put(attribute(xml, "Id").orElse(""), part);
                partsByType.put(type.substring(type.lastIndexOf('/') + 1), part);
            }
        }
    }

    private void readSheets() throws IOException, XMLStreamException {
        XMLStreamReader xml = part("xl/workbook.xml").orElseThrow(InflatedPart::broken);
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("workbookPr")) {
                from1904 = attribute(xml, "date1904")
                        .filter(value -> value.equals("1") || value.equals("true"))
                        .isPresent();
            } else if (xml.getLocalName().equals("sheet")
                    && sheet.isEmpty()
                    && attribute(xml, "state")
                            .filter(state -> !state.equals("visible"))
                            .isEmpty()) {
                sheet = partsById.getOrDefault(attribute(xml, "id").orElse(""), "");
            }
        }
        if (sheet.isEmpty()) {
            throw TableException.invalid("excel.hidden");
        }
    }

    /** The texts that cells refer to by number. */
    List<String> texts() throws IOException, XMLStreamException {
        List<String> texts = new ArrayList<>();
        XMLStreamReader xml =
                part(partsByType.getOrDefault("sharedStrings", "")).orElse(null);
        long characters = 0;
        while (xml != null && xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("si")) {
                String text = text(xml, "si");
                texts.add(text);
                characters += text.length();
                if (texts.size() > MOST_TEXTS || characters > MOST_TEXT) {
                    throw TableException.tooLarge("excel.texts", MOST_TEXTS);
                }
            }
        }
        return texts;
    }

    /** Per style of a cell, whether it shows a number as a day or time. */
    List<DateStyle> styles() throws IOException, XMLStreamException {
        List<DateStyle> styles = new ArrayList<>();
        Map<String, String> formats = new HashMap<>();
        XMLStreamReader xml = part(partsByType.getOrDefault("styles", "")).orElse(null);
        boolean inCellStyles = false;
        while (xml != null && xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
                return styles;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "numFmt" ->
                    formats.put(
                            attribute(xml, "numFmtId").orElse(""),
                            attribute(xml, "formatCode").orElse(""));
                case "cellXfs" -> inCellStyles = true;
                case "xf" -> {
                    if (inCellStyles && styles.size() < MOST_STYLES) {
                        String id = attribute(xml, "numFmtId").orElse("0");
                        styles.add(DateStyle.of(id, formats.getOrDefault(id, "")));
                    }
                }
                default -> {
                    // Fonts, borders and fills say nothing about values.
                }
            }
        }
        return styles;
    }

    /** The characters up to the end of an element, without what tells how to pronounce them. */
    static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int ignored = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("rPh")) {
                ignored++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals(element)) {
                    break;
                }
                ignored -= xml.getLocalName().equals("rPh") ? 1 : 0;
            } else if ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) && ignored == 0) {
                text.append(xml.getText());
            }
            if (text.length() > MOST_TEXT) {
                throw TableException.tooLarge("excel.text");
            }
        }
        return text.toString();
    }

    /** An attribute by its name, whatever its namespace. */
    static Optional<String> attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    private Optional<XMLStreamReader> part(String name) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        InputStream part = new InflatedPart(zip.getInputStream(entry), entry, cell);
        return Optional.of(XML.createXMLStreamReader(part));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
