namespace BlazorApp;

/// <summary>Answers HEAD wherever there is a GET, with its headers: routing would refuse it, because each route names the methods it knows.</summary>
internal static class HeadRequests
{
    /// <summary>Takes each HEAD for a GET from here on, and drops its body. Before the routing, which chooses by the method.</summary>
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use(AnswerAsync);

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        (context.Request.Method, context.Response.Body) = (HttpMethods.Get, new Nowhere(context.Response));
        try
        {
            await next(context);
        }
        finally
        {
            (context.Request.Method, context.Response.Body) = (HttpMethods.Head, body);
        }
    }

    private sealed class Nowhere(HttpResponse response) : WriteOnlyStream
    {
        public override void Flush() => EndStream();

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            EndStream();
            return Task.CompletedTask;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            // Whatever it is, nobody reads it.
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        // It would never end by itself. To it, this is a reader who has gone as soon as the headers were there.
        private void EndStream()
        {
            if (response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true)
                throw new IOException("A HEAD ends with the headers.");
        }
    }
}
