package dev.vitrine.packaging.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of who may use whom. A new dependency that breaks it needs a better place, not an exception here. */
class ArchitectureTest {
    private static final JavaClasses VITRINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.vitrine");

    private static final String SDK = "software.amazon.awssdk..";
    private static final String DJL = "ai.djl..";
    private static final String JAVALIN = "io.javalin..";
    private static final String JAVAFX = "javafx..";
    private static final String ADAPTERS = "dev.vitrine.common.aws..";

    private static final String COMMON = "dev.vitrine.common..";
    private static final String INFERENCE = "dev.vitrine.inference..";
    private static final String LAMBDA = "dev.vitrine.lambda..";
    private static final String BATCH = "dev.vitrine.batch..";
    private static final String WEB = "dev.vitrine.web..";
    private static final String CONSOLE = "dev.vitrine.console..";
    private static final String LOCAL_CLOUD = "dev.vitrine.localcloud..";
    private static final String PACKAGING = "dev.vitrine.packaging..";
    private static final String PROTOTYPES = "dev.vitrine.prototypes..";

    @ParameterizedTest
    @ValueSource(strings = {COMMON, INFERENCE, LAMBDA, BATCH, WEB, CONSOLE, LOCAL_CLOUD, PACKAGING})
    void the_classes_of_every_module_are_seen_by_these_rules(String module) {
        assertThat(VITRINE.that(resideInAPackage(module))).isNotEmpty();
    }

    @Test
    void common_outside_its_adapters_knows_words_only() {
        noClasses()
                .that()
                .resideInAPackage(COMMON)
                .and()
                .resideOutsideOfPackage(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SDK, DJL, JAVALIN, JAVAFX, ADAPTERS)
                .because("ports and words must stay usable where there is no cloud, no engine, no server and no screen")
                .check(VITRINE);
    }

    @Test
    void common_depends_on_no_other_module() {
        noClasses()
                .that()
                .resideInAPackage(COMMON)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(INFERENCE, LAMBDA, BATCH, WEB, CONSOLE, LOCAL_CLOUD, PACKAGING, PROTOTYPES)
                .because("everyone stands on common")
                .check(VITRINE);
    }

    @Test
    void the_sdk_is_called_by_the_adapters_and_by_who_installs() {
        noClasses()
                .that()
                .resideInAnyPackage(INFERENCE, LAMBDA, BATCH, WEB, CONSOLE, PROTOTYPES)
                .and(areNoWiring())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK)
                .because("what AWS is asked, and what its errors mean, is written once, in dev.vitrine.common.aws")
                .check(VITRINE);
    }

    @Test
    void adapters_are_named_only_where_programs_are_wired() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ADAPTERS)
                .and(areNoWiring())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ADAPTERS)
                .because("everyone else speaks to a port and so never asks which cloud it is on")
                .check(VITRINE);
    }

    @Test
    void inference_computes_and_does_nothing_else() {
        noClasses()
                .that()
                .resideInAPackage(INFERENCE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SDK, JAVALIN, JAVAFX, ADAPTERS, LAMBDA, BATCH, WEB, CONSOLE, LOCAL_CLOUD)
                .because("realtime and batch give the same answer since both use this code, wherever they run")
                .check(VITRINE);
    }

    @Test
    void function_and_worker_never_meet() {
        noClasses()
                .that()
                .resideInAPackage(LAMBDA)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BATCH, WEB, CONSOLE, LOCAL_CLOUD, JAVALIN, JAVAFX)
                .because("programs meet in the table, the bucket and the APIs of Lambda and ECS, which keeps each"
                        + " replaceable")
                .check(VITRINE);
        noClasses()
                .that()
                .resideInAPackage(BATCH)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAMBDA, WEB, CONSOLE, LOCAL_CLOUD, JAVALIN, JAVAFX)
                .because("programs meet in the table, the bucket and the APIs of Lambda and ECS, which keeps each"
                        + " replaceable")
                .check(VITRINE);
    }

    @Test
    void the_frontend_never_computes() {
        noClasses()
                .that()
                .resideInAPackage(WEB)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DJL, JAVAFX, INFERENCE, LAMBDA, BATCH, CONSOLE, LOCAL_CLOUD)
                .because("it lives in a quarter of a CPU and half a gigabyte")
                .check(VITRINE);
    }

    @Test
    void the_console_is_a_screen_on_the_same_ports() {
        noClasses()
                .that()
                .resideInAPackage(CONSOLE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DJL, JAVALIN, INFERENCE, LAMBDA, BATCH, WEB, LOCAL_CLOUD)
                .because("an operator's computer needs neither engines nor servers")
                .check(VITRINE);
    }

    @Test
    void a_view_model_can_be_tested_without_a_screen() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("what a screen shows is decided apart from how it looks")
                .check(VITRINE);
    }

    @Test
    void the_local_cloud_shares_nothing_with_its_clients() {
        noClasses()
                .that()
                .resideInAPackage(LOCAL_CLOUD)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COMMON, INFERENCE, LAMBDA, BATCH, WEB, CONSOLE, PACKAGING, PROTOTYPES, DJL, JAVALIN)
                .because("AWS's own clients judge it; code in common would let both be wrong in the same way")
                .check(VITRINE);
        noClasses()
                .that()
                .resideInAPackage(LOCAL_CLOUD)
                .and()
                .resideOutsideOfPackage("dev.vitrine.localcloud.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK)
                .because("the SDK is the judge, not a part; only S3Proxy, a library, throws the SDK's exceptions")
                .check(VITRINE);
    }

    @Test
    void a_prototype_knows_only_the_words() {
        noClasses()
                .that()
                .resideInAPackage(PROTOTYPES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SDK, ADAPTERS, DJL, JAVALIN, JAVAFX, INFERENCE, LAMBDA, BATCH, WEB, CONSOLE, LOCAL_CLOUD)
                .because("a scientist's class needs the one predictor interface and the records around it")
                .allowEmptyShould(true)
                .check(VITRINE);
    }

    @Test
    void packages_of_a_module_do_not_turn_in_circles() {
        for (String module : List.of("inference", "lambda", "batch", "console", "packaging")) {
            slices().matching("dev.vitrine." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a reader wants a place to begin")
                    .allowEmptyShould(true)
                    .check(VITRINE);
        }
    }

    @Test
    void no_serialised_objects_are_read() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .because("a stream of objects from elsewhere can run code here")
                .check(VITRINE);
    }

    @Test
    void every_class_is_null_marked() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should(BeInNullMarkedPackages.INSTANCE)
                .because("NullAway checks only what is marked")
                .check(VITRINE);
    }

    /** Mains, handlers, and what they wire their programs with and read from the environment. */
    private static DescribedPredicate<JavaClass> areNoWiring() {
        return DescribedPredicate.describe("are no wiring", type -> {
            String name = topLevel(type).getSimpleName();
            return !name.endsWith("Main")
                    && !name.endsWith("Handler")
                    && !name.endsWith("Config")
                    && !name.endsWith("Wiring")
                    && !name.endsWith("Launcher")
                    && !name.equals("Cloud");
        });
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass top = type;
        while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
        }
        return top;
    }
}
