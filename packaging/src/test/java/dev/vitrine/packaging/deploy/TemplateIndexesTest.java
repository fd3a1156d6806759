package dev.vitrine.packaging.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateIndexesTest {
    private final String template;

    TemplateIndexesTest() throws IOException {
        template = Files.readString(Path.of("aws/vitrine.yaml"));
    }

    @Test
    void the_indexes_of_the_template_are_named_in_order() {
        assertThat(TemplateIndexes.names(template)).containsExactly("open", "history", "owner", "prototype");
    }

    @Test
    void an_index_is_left_out_with_the_attributes_that_it_alone_is_about() {
        String fewer = TemplateIndexes.without(List.of("prototype"), template);

        assertThat(TemplateIndexes.names(fewer)).containsExactly("open", "history", "owner");
        assertThat(fewer)
                .doesNotContain("{AttributeName: prototype,")
                .contains("{AttributeName: id, AttributeType: S}")
                .hasLineCount(Math.toIntExact(template.lines().count()) - 6);
    }

    @Test
    void nothing_but_indexes_and_their_attributes_is_left_out() {
        String fewer = TemplateIndexes.without(List.of("owner", "prototype"), template);

        assertThat(template.lines()).containsSubsequence(fewer.lines().toList());
        assertThat(fewer).hasLineCount(Math.toIntExact(template.lines().count()) - 13);
        assertThat(TemplateIndexes.without(List.of(), template)).isEqualTo(template);
    }

    @Test
    void each_index_that_a_stack_lacks_is_a_step_in_which_nothing_else_changes() {
        String older = TemplateIndexes.without(List.of("owner", "prototype"), template)
                .replace("Default: 0.0.0.0/0", "Default: 127.0.0.1/32");

        List<String> steps = TemplateIndexes.steps(older, template);

        assertThat(steps).hasSize(2).allMatch(step -> step.contains("Default: 127.0.0.1/32"));
        assertThat(TemplateIndexes.names(steps.getFirst())).containsExactly("open", "history", "owner");
        assertThat(steps.getFirst())
                .contains("{AttributeName: id, AttributeType: S}")
                .doesNotContain("{AttributeName: prototype,");
        assertThat(steps.getLast()).isEqualTo(template.replace("Default: 0.0.0.0/0", "Default: 127.0.0.1/32"));
        assertThat(TemplateIndexes.steps(template, template)).isEmpty();
    }
}
