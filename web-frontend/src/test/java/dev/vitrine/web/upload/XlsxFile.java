package dev.vitrine.web.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes workbooks, good ones and bad ones. */
public final class XlsxFile {
    private static final String RELATIONS = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId9" Type="http://x/hidden" Target="worksheets/hidden.xml"/>
            <Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
            <Relationship Id="rId3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>
            """;
    private static final String BOOK = """
            <workbook xmlns:r="http://r"><sheets><sheet name="notes" state="hidden" r:id="rId9"/>
            <sheet name="coins" r:id="rId1"/></sheets></workbook>
            """;
    private static final String STYLES = """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>
            """;

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Writes a part. */
    interface Part {
        void write(OutputStream out) throws IOException;
    }

    private XlsxFile() {}

    /** A workbook with these rows on its visible sheet. */
    static XlsxFile ofRows(String rows) {
        return new XlsxFile()
                .with("xl/_rels/workbook.xml.rels", RELATIONS)
                .with("xl/workbook.xml", BOOK)
                .with("xl/styles.xml", STYLES)
                .with("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }

    /** A workbook of texts, each in its cell. */
    public static byte[] ofCells(String[]... rows) throws IOException {
        StringBuilder xml = new StringBuilder();
        for (String[] row : rows) {
            xml.append("<row>");
            for (String cell : row) {
                boolean number = cell.matches("-?\\d+(\\.\\d+)?");
                xml.append(
                        number ? "<c><v>" + cell + "</v></c>" : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>");
            }
            xml.append("</row>");
        }
        return ofRows(xml.toString()).bytes();
    }

    /** A workbook whose sheet is so many times the same text between a head and a foot: small, until it is inflated. */
    public static byte[] inflating(String head, String repeated, long times, String foot) throws IOException {
        byte[] block = repeated.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        return ofRows("")
                .with("xl/worksheets/sheet1.xml", out -> {
                    out.write(head.getBytes(StandardCharsets.UTF_8));
                    for (long i = 0; i < times / 1_000; i++) {
                        out.write(block);
                    }
                    out.write(foot.getBytes(StandardCharsets.UTF_8));
                })
                .bytes();
    }

    XlsxFile with(String name, String text) {
        return with(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    XlsxFile with(String name, Part part) {
        parts.put(name, part);
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().write(zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
