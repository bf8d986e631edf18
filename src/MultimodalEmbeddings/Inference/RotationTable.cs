namespace MultimodalEmbeddings.Inference;

/// <summary>
/// Rotary position embedding: at position p, components i and i + size / 2 of a query or key are turned by the angle
/// p θ^(−2i / size).
/// </summary>
/// <remarks>Su et al. 2021, section 3.2.2, with halves instead of neighbouring pairs; the angles are float32.</remarks>
internal sealed unsafe class RotationTable
{
    private readonly int _half;
    private readonly float[] _frequencies;

    // Replaced as a whole where a longer sentence comes.
    private Turns _turns = new([], []);

    /// <param name="theta">The base θ.</param>
    /// <param name="size">Components of a head, an even number.</param>
    public RotationTable(double theta, int size)
    {
        _half = size / 2;
        _frequencies = [.. Enumerable.Range(0, _half).Select(i => 1 / MathF.Pow((float)theta, (2f * i) / size))];
    }

    /// <param name="rows">Queries or keys, [tokens, heads · size].</param>
    /// <param name="tokens">Tokens of the sentence.</param>
    /// <param name="heads">Heads.</param>
    public void Rotate(Rows rows, int tokens, int heads)
    {
        var turns = TurnsOf(tokens);
        for (var token = 0; token < tokens; token++)
        {
            var cosines = turns.Cosines.AsSpan(token * _half, _half);
            var sines = turns.Sines.AsSpan(token * _half, _half);
            for (var head = 0; head < heads; head++)
            {
                Turn(rows[token] + (head * 2 * _half), cosines, sines);
            }
        }
    }

    private void Turn(float* x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines)
    {
        for (var i = 0; i < cosines.Length; i++)
        {
            var (first, second) = (x[i], x[i + _half]);
            x[i] = (first * cosines[i]) - (second * sines[i]);
            x[i + _half] = (second * cosines[i]) + (first * sines[i]);
        }
    }

    private Turns TurnsOf(int tokens)
    {
        var turns = _turns;
        if (turns.Cosines.Length < tokens * _half)
        {
            var angles = Enumerable.Range(0, tokens * _half).Select(i => i / _half * _frequencies[i % _half]).ToArray();
            _turns = turns = new Turns([.. angles.Select(MathF.Cos)], [.. angles.Select(MathF.Sin)]);
        }

        return turns;
    }

    /// <param name="Cosines">[tokens, size / 2].</param>
    /// <param name="Sines">[tokens, size / 2].</param>
    private sealed record Turns(float[] Cosines, float[] Sines);
}
