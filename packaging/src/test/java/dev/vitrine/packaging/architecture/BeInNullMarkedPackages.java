package dev.vitrine.packaging.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A class whose package-info carries {@link NullMarked}. */
final class BeInNullMarkedPackages extends ArchCondition<JavaClass> {
    static final BeInNullMarkedPackages INSTANCE = new BeInNullMarkedPackages();

    private BeInNullMarkedPackages() {
        super("be in a package whose package-info.java is @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean generated = type.getPackageName().startsWith("dev.vitrine.web.template");
        if (!generated && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getFullName() + " is in a package without @NullMarked package-info.java"));
        }
    }
}
