using MultimodalEmbeddings.Benchmarks;

try
{
    var options = BenchmarkOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(BenchmarkOptions.Usage);
        return 0;
    }

    Machine.Prepare();
    Console.WriteLine(Machine.Describe());
    return options.Benchmark switch
    {
        "encode" => new EncodeBenchmark(options).Run(),
        "training-step" => new TrainingStepBenchmark(options).Run(),
        _ => new TokenizeBenchmark(options).Run(),
    };
}
catch (UsageException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{BenchmarkOptions.Usage}");
    return 2;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
