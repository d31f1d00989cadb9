using Benchmarks;

return await BenchmarkCommand.InvokeAsync(args);
