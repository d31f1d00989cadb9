namespace BlazorApp;

/// <summary>
/// Names the resource with the words of the pages, for <see cref="Microsoft.Extensions.Localization.IStringLocalizer{T}"/>. A key is the
/// English itself, so English needs no file; every other language has <c>Resources/Words.{tag}.resx</c>.
/// </summary>
public sealed class Words;
