/** The access portal of IAM Identity Center, as far as a profile with an SSO session asks it for credentials. */
@NullMarked
package dev.vitrine.localcloud.sso;

import org.jspecify.annotations.NullMarked;
