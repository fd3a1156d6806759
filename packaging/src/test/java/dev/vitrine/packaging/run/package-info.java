/** Everything on this computer, as a person starts it: the real program, its real processes, real data. */
@NullMarked
package dev.vitrine.packaging.run;

import org.jspecify.annotations.NullMarked;
