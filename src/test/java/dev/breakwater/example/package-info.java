/** What a user of the library writes. The README's Java is cut from here. */
package dev.breakwater.example;
