namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Images a second to features of ResNet-50 and MobileNetV2, against PyTorch with Pillow.</summary>
internal sealed class ImagesBenchmark(BenchmarkOptions options)
{
    private const double Tolerance = 1e-4;
    private const int Batch = 16;
    private const int Ours = 0;

    private static readonly string[] Header =
        ["what", "images", "threads", "variant", "images/s", "cpu ms/image", "ours / it", "cpu"];

    private double _difference;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var folder = Directory.CreateTempSubdirectory("multimodal-embeddings-images-").FullName;
        try
        {
            var networks = MeasuredNetwork.All(options, folder).ToArray();
            var sets = PhotoSets.Make(networks.Max(network => network.Images), folder);
            foreach (var threads in options.Threads ?? [1, 2])
            {
                Run(networks, sets, threads);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var agree = _difference <= Tolerance;
        Console.WriteLine(
            $"""
            Medians of {options.Rounds} rounds; batches of {Batch}, PyTorch's of 4. As many cores for each side as it has threads.
            prepare: read, decode, resize, crop and normalise. together: that and the network, prepared ahead of it.
            eager: channels last, without gradients. frozen: jit.optimize_for_inference of the same.
            ours / it: how many times as fast ours is; cpu: the same in processor time of all threads, which the load of other
            programs touches less; threads that wait busily count.
            Features differ by at most {_difference:0.0e-0} of the largest, {(agree ? "" : "NOT ")}within {Tolerance:0e-0}.
            """);
        return agree ? 0 : 1;
    }

    private void Run(MeasuredNetwork[] networks, Dictionary<string, string[]> sets, int threads)
    {
        foreach (var network in networks)
        {
            var images = sets.ToDictionary(set => set.Key, set => set.Value[..network.Images]);
            using var sides = new ImageSides(
                new ImageWork(network.Name, network.Weights, threads, Batch, network.Images, images));
            Console.WriteLine(sides.Versions + (sides.HasPillow ? "" : "; without Pillow only the network is compared"));
            if (sides.HasPillow)
            {
                _difference = Math.Max(_difference, images.Keys.Max(sides.Difference));
            }

            var jobs = Jobs(network.Name, images.Keys, network == networks[0]);
            var rows = jobs.SelectMany(
                job => Measure(sides.Variants(job.Way, job.Set), network.Images, [job.What, job.Set, $"{threads}"]));
            Console.WriteLine(TextTable.Print([Header, .. rows]));
            Console.WriteLine($"  peak of our process: {sides.Peak:F0} MiB; {Floor(network, sides.Product())}\n");
        }
    }

    private static IEnumerable<(string What, string Way, string Set)> Jobs(
        string network, IReadOnlyCollection<string> sets, bool first) =>
    [
        .. first ? sets.Select(set => ("prepare", "prepare", set)) : [],
        (network, "network", ""),
        .. sets.Select(set => ($"together, {network}", "together", set)),
    ];

    private static string Floor(MeasuredNetwork network, double peak) =>
        $"{network.MultiplyAdds} GMAC an image, {peak:F0} GMAC/s in a product of matrices: at most "
        + $"{peak / network.MultiplyAdds:F1} images/s";

    private IEnumerable<string[]> Measure(IReadOnlyList<Variant> variants, int images, string[] labels)
    {
        var rounds = Rounds.Run(variants, options.Rounds);
        for (var i = 0; i < variants.Count; i++)
        {
            yield return
            [
                .. labels, variants[i].Name, $"{images / rounds.Elapsed(i):F1}", $"{rounds.Processor(i) / images * 1e3:F1}",
                i == Ours ? "" : $"{rounds.Speed(Ours, i):F2}", i == Ours ? "" : $"{rounds.Economy(Ours, i):F2}",
            ];
        }
    }
}
