/**
 * The roads in: what a file or a folder holds becomes the model. {@link
 * dev.breakwater.source.SourceFile} finds out what it is; text becomes nodes, CloudFormation's
 * intrinsic functions are resolved as far as a file can, and one reader alone knows the names of
 * properties. What cannot be read becomes a gap or an unresolved setting, never an absent one.
 */
package dev.breakwater.source;
