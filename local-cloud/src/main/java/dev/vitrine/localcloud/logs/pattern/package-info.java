/** Filter patterns of CloudWatch Logs: terms ({@code ERROR -timeout ?a ?b "two words" %regex%}) and JSON ({@code { $.n > 3 }}). */
@NullMarked
package dev.vitrine.localcloud.logs.pattern;

import org.jspecify.annotations.NullMarked;
