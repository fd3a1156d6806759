package dev.vitrine.console.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParquetFooterTest {
    /** A footer of two columns and 300 rows, in Thrift's compact form. */
    private static byte[] footer() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x15, 2}); // 1: version
        out.writeBytes(new byte[] {0x19, 0x3C}); // 2: three elements
        out.write(0x48); // 4: name of the root
        text(out, "schema");
        out.writeBytes(new byte[] {0x15, 4, 0}); // 5: two children
        element(out, 10, "variance");
        element(out, 2, "rows");
        out.writeBytes(new byte[] {0x16, (byte) 0xD8, 0x04, 0}); // 3: 300 rows
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int type, String name) {
        out.writeBytes(new byte[] {0x15, (byte) type, 0x25, 2, 0x18});
        text(out, name);
        out.write(0);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_tells_columns_and_rows() {
        ParquetFooter footer = ParquetFooter.read(footer());
        assertThat(footer.rows()).isEqualTo(300);
        assertThat(footer.columns()).containsExactly("variance = double", "rows = int32");
    }

    @Test
    void the_end_of_the_file_tells_its_length() {
        assertThat(ParquetFooter.length(new byte[] {44, 1, 0, 0, 'P', 'A', 'R', '1'}))
                .isEqualTo(300);
        assertThat(ParquetFooter.length("no file.".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(-1);
    }

    @Test
    void a_damaged_footer_is_told() {
        byte[] damaged = java.util.Arrays.copyOf(footer(), 12);
        assertThatThrownBy(() -> ParquetFooter.read(damaged)).hasMessageContaining("damaged");
    }
}
