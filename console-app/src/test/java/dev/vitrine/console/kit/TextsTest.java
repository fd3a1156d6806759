package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void one_is_not_told_as_many() {
        assertThat(Texts.counted(0, "action")).isEqualTo("0 actions");
        assertThat(Texts.counted(1, "action")).isEqualTo("1 action");
        assertThat(Texts.counted(2_000, "action")).isEqualTo("2,000 actions");
    }
}
