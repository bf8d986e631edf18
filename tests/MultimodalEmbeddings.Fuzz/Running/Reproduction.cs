namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>One input of a run again, in this process, so that a debugger sees it.</summary>
internal static class Reproduction
{
    /// <returns>The exit code: 1 where the input does what it must not.</returns>
    public static int Run(FuzzOptions options, long index)
    {
        var input = new InputFactory(options.Kinds, options.Seed).Create(index);
        var root = Directory.CreateTempSubdirectory($"multimodal-embeddings-fuzz-{options.Seed}-{index}-");
        var folder = new InputFolder(root.FullName);
        folder.Write(input.Files);
        Console.WriteLine($"{input.Kind.Name}, made of {input.Seed}\n{string.Join('\n', input.Journal)}\nin {folder.FullName}");

        var verdict = new InputRunner(folder).Run(input);
        Console.WriteLine(verdict switch
        {
            { IsAccepted: true } => "was accepted.",
            { Refusal: { } refusal } => $"was refused: {refusal.GetType().Name}: {refusal.Message}",
            _ => "was not refused as it should be.",
        });
        foreach (var finding in verdict.Findings)
        {
            Console.WriteLine($"{finding.Fault}: {finding.Detail}");
        }

        return verdict.Findings.Count > 0 ? 1 : 0;
    }
}
