namespace BlazorApp.Components;

/// <summary>Tells requests of programs from those of people's browsers.</summary>
internal static class ProgramRequests
{
    extension(HttpContext context)
    {
        /// <summary>Whether the address is one for programs.</summary>
        public bool IsFromProgram =>
            context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/openapi");
    }
}
