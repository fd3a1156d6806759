package dev.vitrine.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class TableFormatTest {
    private static final Schema SCHEMA = new Schema(
            List.of(new Field("weight", new FieldType.Real(OptionalDouble.empty(), OptionalDouble.empty(), 6))));
    private static final UploadLimits LIMITS = new UploadLimits(50_000_000, 1_000_000, 200, 10_000);

    @TempDir
    private Path folder;

    private List<List<String>> read(byte[] file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (TableSource table = TableFormat.open(
                        new ByteArrayInputStream(file), new TableFormat.Reading(SCHEMA, LIMITS, folder, false))
                .table()) {
            rows.add(table.columns());
            List<String> row = table.next();
            while (row != null) {
                rows.add(row);
                row = table.next();
            }
        }
        assertThat(folder).isEmptyDirectory();
        return rows;
    }

    private List<List<String>> read(String file) throws IOException {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource
    void theFirstBytesTellTheFormat(String head, TableFormat format) {
        assertThat(TableFormat.of(head.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(format);
    }

    static List<Arguments> theFirstBytesTellTheFormat() {
        return List.of(
                Arguments.of("weight,year\n", TableFormat.DELIMITED),
                Arguments.of("", TableFormat.DELIMITED),
                Arguments.of("[note],weight\n", TableFormat.DELIMITED),
                Arguments.of("{not json}\n", TableFormat.DELIMITED),
                Arguments.of(" {\"weight\":1}\n{\"weight\":2}", TableFormat.JSON_RECORDS),
                Arguments.of("\u00ef\u00bb\u00bf[\n {", TableFormat.JSON_RECORDS),
                Arguments.of("{ \"inputs\" : [", TableFormat.JSON_INPUTS),
                Arguments.of("PK\u0003\u0004", TableFormat.EXCEL),
                Arguments.of("PAR1", TableFormat.PARQUET));
    }

    @Test
    void jsonLinesAreRowsWhoseMembersAreTheColumns() throws IOException {
        assertThat(read("""
                {"weight": 7.50, "pixel": [1, 2.5], "note": null}
                {"note": "worn", "extra": {"a": [true]}, "weight": 12345678901234567890123}

                {"weight": true}
                """))
                .containsExactly(
                        List.of("weight", "pixel", "note", "extra"),
                        List.of("7.50", "1 2.5", "", ""),
                        List.of("12345678901234567890123", "", "worn", "{\"a\":[true]}"),
                        List.of("true", "", "", ""));
    }

    @Test
    void anArrayOfObjectsIsReadTheSameWay() throws IOException {
        assertThat(read("[{\"weight\":1},{\"weight\":2}]"))
                .containsExactly(List.of("weight"), List.of("1"), List.of("2"));
    }

    @ParameterizedTest
    @MethodSource
    void badJsonIsRefusedWithItsRow(String json, String sentence) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(TableException.class).hasMessageContaining(sentence);
        assertThat(folder).isEmptyDirectory();
    }

    static List<Arguments> badJsonIsRefusedWithItsRow() {
        return List.of(
                Arguments.of("{\"weight\":1}\n{\"weight\":", "row 2"),
                Arguments.of("[{\"weight\":1}", "row"),
                Arguments.of("[]", "no rows"),
                Arguments.of("[{}]", "no members"),
                Arguments.of("[[1,2]]", "no object"),
                Arguments.of("{\"a\":1,\"A\":2}", "stands twice"),
                Arguments.of("{\"a\":" + "[".repeat(2_000), "row 1"),
                Arguments.of("{\"a\":\"" + "x".repeat(20_000) + "\"}", "row 1"),
                Arguments.of("{\"a\":[" + "1,".repeat(60_000) + "1]}", "larger than a row"),
                Arguments.of("{\"a\":1}\n".repeat(1_000) + "{\"b\":1}", "none of the first 1,000 rows"));
    }

    @Test
    void parquetIsRefusedWithWhenItWillBeRead() {
        assertThatThrownBy(() -> read("PAR1xxxxPAR1"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("once the data workbench is there");
    }

    @Test
    void aWorkbookIsReadFromItsFirstVisibleSheet() throws IOException {
        byte[] file = XlsxFile.ofRows("""
                        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>made</t></is></c>
                        <c r="C2" t="str"><f>A1</f><v>note</v></c><c r="D2"/></row>
                        <row r="3"><c r="A3"><v>0.30000000000000004</v></c><c r="B3" s="1"><v>45000</v></c>
                        <c r="C3" t="s"><v>1</v></c></row>
                        <row r="4"/>
                        <row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" s="2"><v>45000.5</v></c></row>
                        <row r="6"><c r="C6" t="e"><v>#DIV/0!</v></c></row>
                        """)
                .with(
                        "xl/sharedStrings.xml",
                        "<sst><si><t>weight</t></si><si><r><t>a &lt; </t></r><r><t>b</t></r><rPh><t>x</t></rPh></si></sst>")
                .bytes();
        assertThat(read(file))
                .containsExactly(
                        List.of("weight", "made", "note"),
                        List.of("0.3", "2023-03-15", "a < b"),
                        List.of("true", "2023-03-15T12:00", ""),
                        List.of("", "", "#DIV/0!"));
    }

    @Test
    void daysAreCountedAsTheSpreadsheetCountsThem() {
        assertThat(DateStyle.text(1, false)).isEqualTo("1900-01-01");
        assertThat(DateStyle.text(61, false)).isEqualTo("1900-03-01");
        assertThat(DateStyle.text(0, true)).isEqualTo("1904-01-01");
        assertThat(DateStyle.text(0.75, false)).isEqualTo("18:00");
        assertThat(DateStyle.of("165", "0.00\"days\"")).isEqualTo(DateStyle.NUMBER);
        assertThat(DateStyle.of("165", "[$-409]d mmm yyyy")).isEqualTo(DateStyle.DAY);
    }

    @Test
    void whatIsNoWorkbookIsSaidToBeDamaged() throws IOException {
        List<byte[]> files = List.of(
                "PK\u0003\u0004 and then nothing".getBytes(StandardCharsets.ISO_8859_1),
                XlsxFile.ofRows("<row><c t=\"s\"><v>7</v></c></row>").bytes(),
                XlsxFile.ofRows("<row><c></row>").bytes(),
                XlsxFile.ofRows("")
                        .with(
                                "xl/workbook.xml",
                                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + "<workbook>&b;</workbook>")
                        .bytes());
        for (byte[] file : files) {
            assertThatThrownBy(() -> read(file)).isInstanceOf(TableException.class);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void cellsAtImpossiblePlacesAreRefused() throws IOException {
        for (String place : List.of("ZZZZZZZ1", "XFE1", "A1")) {
            byte[] file = XlsxFile.ofRows("<row><c r=\"B1\"><v>1</v></c><c r=\"" + place + "\"><v>1</v></c></row>")
                    .bytes();
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(TableException.class)
                    .hasMessageContaining("place that cannot be");
        }
    }

    @Test
    void aSheetThatInflatesToTenGigabytesIsRefusedSoon() throws IOException {
        byte[] rows = XlsxFile.inflating("<worksheet><sheetData>", "<row></row>\n", 20_000_000, "");
        assertThat(rows.length).isLessThan(3_000_000);
        assertThatThrownBy(() -> read(rows)).isInstanceOf(TableException.class);

        byte[] cell = XlsxFile.inflating("<worksheet><sheetData><row><c><v>", "1", 50_000_000, "");
        assertThatThrownBy(() -> read(cell))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("10000 characters");

        byte[] blanks = XlsxFile.inflating("<worksheet>", "<!---->".repeat(100), 1_000_000, "");
        assertThatThrownBy(() -> read(blanks))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("grows more than 100 times");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tooManySharedTextsAreRefused() throws IOException {
        byte[] file = XlsxFile.ofRows("<row/>")
                .with("xl/sharedStrings.xml", out -> {
                    out.write("<sst>".getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < 500_100; i++) {
                        out.write(("<si><t>" + Integer.toHexString(i * 31) + "</t></si>")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                    out.write("</sst>".getBytes(StandardCharsets.UTF_8));
                })
                .bytes();
        assertThatThrownBy(() -> read(file)).isInstanceOf(TableException.class).hasMessageContaining("different texts");
    }

    @Test
    void aBeginOfAFileIsReadUpToItsBrokenEnd() throws IOException {
        TableHead head = TableHead.of(
                new CsvTable(new ByteArrayInputStream("weight\n1\n2\n3".getBytes(StandardCharsets.UTF_8)), LIMITS),
                true);
        assertThat(head.rows()).containsExactly(List.of("1"), List.of("2"));
        assertThat(head.whole()).isFalse();
    }
}
