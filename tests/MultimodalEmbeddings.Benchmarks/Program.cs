using MultimodalEmbeddings.Benchmarks;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tokenization;

try
{
    var options = BenchmarkOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(BenchmarkOptions.Usage);
        return 0;
    }

    Machine.Prepare();
    if (options.Benchmark == "images-one")
    {
        ImageMeasurement.Answer(options.Work!);
        return 0;
    }

    Console.WriteLine(Machine.Describe());
    return options.Benchmark switch
    {
        "encode" => new EncodeBenchmark(options).Run(),
        "opponents" => new OpponentBenchmark(options).Run(),
        "training-step" => new TrainingStepBenchmark(options).Run(),
        "training-memory" => new TrainingMemoryBenchmark(options).Run(),
        "training-memory-one" => PrintMemory(options),
        "images" => new ImagesBenchmark(options).Run(),
        "load" => new LoadBenchmark(options).Run(),
        "load-one" => PrintLoad(options.Model!),
        _ => new TokenizeBenchmark(options).Run(),
    };
}
catch (UsageException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{BenchmarkOptions.Usage}");
    return 2;
}
catch (Exception exception) when (exception is IOException or ArgumentException or FormatException
    or CheckpointException or TokenizerException or NativeBackendException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static int PrintMemory(BenchmarkOptions options)
{
    Console.WriteLine(TrainingMemory.Of(options));
    return 0;
}

static int PrintLoad(string directory)
{
    Console.WriteLine(LoadMeasurement.Of(directory));
    return 0;
}
