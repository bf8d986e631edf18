namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>One way to damage a file.</summary>
/// <param name="Name">What a reproduced input says was done to it.</param>
/// <param name="Apply">Gives the damaged file, or null where it finds nothing to damage.</param>
internal sealed record Mutation(string Name, Func<byte[], Dice, byte[]?> Apply);
