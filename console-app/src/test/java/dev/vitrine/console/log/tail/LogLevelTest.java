package dev.vitrine.console.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12:03:07.123 INFO  rows answered | INFO",
                "12:03:07 [main] WARN dev.vitrine - slow | WARN",
                "WARNING: deprecated | WARN",
                "{\"ts\":1,\"level\":\"error\",\"msg\":\"x\"} | ERROR",
                "{\"severity\": \"Warning\"} | WARN",
                "time=1 level=debug msg=x | DEBUG",
                "SEVERE no room | ERROR",
                "FATAL | ERROR",
                "no error at all | NONE",
                "\tat dev.vitrine.Main.main(Main.java:3) | NONE",
                "Exception in thread \"main\" java.lang.Error | ERROR",
                "Traceback (most recent call last): | ERROR",
                "INFORMATION | NONE"
            })
    void the_beginning_of_a_line_says_how_grave_it_is(String line, LogLevel level) {
        assertThat(LogLevel.of(line)).isEqualTo(level);
    }
}
