package dev.vitrine.web.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaGuardTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a,=1+1,b       | a,'=1+1,b",
                "-1.5,+2,-3e-7  | -1.5,+2,-3e-7",
                "-2+3,-cmd,-    | '-2+3,'-cmd,'-",
                "\"=x,y\",@z    | \"'=x,y\",'@z",
                "\"a \"\"=b\",c | \"a \"\"=b\",c",
                "1-2,a=b        | 1-2,a=b"
            })
    void onlyWhatLooksLikeAFormulaGetsAnApostrophe(String csv, String safe) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FormulaGuard guard = new FormulaGuard(bytes)) {
            guard.write((csv + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(safe + "\n");
    }
}
