package dev.vitrine.web.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8ReaderTest {
    @Test
    void it_counts_what_it_read_also_when_it_reads_into_the_middle_of_an_array() throws IOException {
        char[] chars = new char[100];
        try (Utf8Reader reader = new Utf8Reader(new ByteArrayInputStream("genuine".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(reader.read(chars, 40, 60)).isEqualTo(7);
            assertThat(new String(chars, 40, 7)).isEqualTo("genuine");
            assertThat(reader.read(chars, 47, 53)).isEqualTo(-1);
        }
    }
}
