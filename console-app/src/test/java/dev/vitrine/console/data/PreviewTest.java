package dev.vitrine.console.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.vitrine.console.kit.Inspection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
    private static Inspection.Part of(String key, String text) {
        return Preview.of(key, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private static Inspection.Part beginning(String key, String text) {
        return Preview.of(key, text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static String remark(Inspection.Part part) {
        return assertThat(part)
                .asInstanceOf(type(Inspection.Remark.class))
                .actual()
                .text();
    }

    private static Inspection.Lines lines(Inspection.Part part) {
        return assertThat(part).asInstanceOf(type(Inspection.Lines.class)).actual();
    }

    private static Inspection.Grid grid(Inspection.Part part) {
        return assertThat(part).asInstanceOf(type(Inspection.Grid.class)).actual();
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @Test
    void a_table_is_shown_with_its_columns() {
        Inspection.Grid csv = grid(of("a.csv", "name,note\nAda,\"one, two\"\nGrace,\n"));
        assertThat(csv.columns()).containsExactly("name", "note");
        assertThat(csv.rows()).containsExactly(List.of("Ada", "one, two"), List.of("Grace", ""));
        assertThat(grid(of("a.TSV", "1\t2\n3\t4")).columns()).as("no header").containsExactly("1", "2");
    }

    @Test
    void a_table_whose_row_was_cut_ends_before_it() {
        assertThat(grid(beginning("a.csv", "name,note\nAda,whole\nGrace,cu")).rows())
                .containsExactly(List.of("Ada", "whole"));
        assertThat(remark(beginning("a.csv", "name,no"))).contains("first row alone is longer");
    }

    @Test
    void a_table_of_many_or_wide_rows_is_bounded() {
        Inspection.Grid many = grid(of("a.csv", "n\n" + "7\n".repeat(10_000)));
        assertThat(many.rows()).hasSizeLessThanOrEqualTo(Preview.MOST_ROWS);
        Inspection.Grid wide =
                grid(of("a.csv", "x,".repeat(5_000) + "x\n" + "long".repeat(10_000) + ",x".repeat(5_000)));
        assertThat(wide.columns()).hasSize(Preview.MOST_COLUMNS);
        assertThat(wide.rows().getFirst().getFirst()).hasSize(201).endsWith("…");
    }

    @Test
    void json_is_laid_out_and_what_is_none_is_told_with_its_line() {
        assertThat(lines(of("a.json", "{\"a\":[1,2]}")).lines()).hasSizeGreaterThan(1);
        Inspection.Lines broken = lines(of("a.json", "{\"a\": 1,\n nothing}"));
        assertThat(broken.heading()).isEqualTo("Content (no JSON in line 2)");
        assertThat(broken.lines()).containsExactly("{\"a\": 1,", " nothing}");
        assertThat(lines(of("a.json", "[".repeat(5_000))).heading()).contains("no JSON");
    }

    @Test
    void a_long_text_is_bounded_and_that_is_told() {
        Inspection.Lines many = lines(of("a.log", "line\n".repeat(1_000)));
        assertThat(many.heading()).isEqualTo("Content, the beginning");
        assertThat(many.lines()).hasSize(Preview.MOST_LINES);
        Inspection.Lines one = lines(beginning("a.json", "x".repeat(Preview.MOST_BYTES)));
        assertThat(one.lines()).singleElement().asString().hasSizeLessThan(3_000);
        assertThat(one.heading()).isEqualTo("Content, the beginning");
        assertThat(lines(of("a.txt", "short")).heading()).isEqualTo("Content");
    }

    @Test
    void no_secret_of_a_text_is_shown() {
        assertThat(lines(of("settings.txt", "PASSWORD=correct-horse")).lines().getFirst())
                .doesNotContain("correct-horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.json", "a.bin", "a.tsv", "without-an-end"})
    void bytes_that_are_no_text_are_not_shown_as_such(String key) {
        assertThat(remark(Preview.of(key, new byte[] {1, 0, 2, 0, 3, 0}, true))).contains("no text");
        assertThat(remark(of(key, ""))).isEqualTo("The object is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void a_picture_is_shown_and_its_size_known_before(String format) throws IOException {
        byte[] bytes = picture(format);
        assertThat(PictureSize.of(bytes)).contains(new PictureSize(300, 200));
        assertThat(Preview.of("a." + format, bytes, true)).isInstanceOf(Inspection.Picture.class);
    }

    @Test
    void a_picture_of_too_many_points_is_left_out_however_few_bytes_it_has() throws IOException {
        byte[] bytes = picture("png");
        ByteBuffer.wrap(bytes).putInt(16, 30_000).putInt(20, 30_000);
        assertThat(remark(Preview.of("a.png", bytes, true)))
                .isEqualTo("The picture has 30,000 by 30,000 points, too many to be shown here; save it.");
    }

    @Test
    void what_is_called_a_picture_and_is_none_is_told() throws IOException {
        assertThat(remark(of("a.png", "this is a text that only its name calls a picture")))
                .contains("no picture");
        assertThat(remark(of("a.jpg", "x"))).contains("no picture");
        byte[] jpeg = picture("jpg");
        for (int length = 0; length < jpeg.length; length += 7) {
            assertThat(Preview.of("a.jpg", Arrays.copyOf(jpeg, length), true)).isNotNull();
        }
    }
}
