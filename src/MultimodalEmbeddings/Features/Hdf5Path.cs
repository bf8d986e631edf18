namespace MultimodalEmbeddings.Features;

/// <summary>Follows names from the root of an HDF5 file to an object. Links into other files are never followed.</summary>
internal static class Hdf5Path
{
    private const int MaximumSoftLinks = 16;
    private const int MaximumListed = 1000;

    /// <returns>The object's header; null where nothing has the name.</returns>
    /// <exception cref="Checkpoints.CheckpointException">The path leads out of the file, or in a circle.</exception>
    public static Hdf5Header? Find(Hdf5File file, string path)
    {
        var names = new Stack<string>(Split(path));
        var (address, softLinks) = (file.Superblock.Root, 0);
        while (names.TryPop(out var name))
        {
            var link = FindLink(file, new Hdf5Header(file, address), name);
            if (link is null)
            {
                return null;
            }

            if (link is { Address: null, Target: null })
            {
                throw file.Unsupported($"holds {DatasetName.Shown(name)} as a link into another file, which is never followed");
            }

            if (link.Target is { } target)
            {
                Follow(file, names, target, ++softLinks);
                address = target.StartsWith('/') ? file.Superblock.Root : address;
            }

            address = link.Address ?? address;
        }

        return new Hdf5Header(file, address);
    }

    /// <summary>The paths of the datasets in a file, each under one of its names; not more than can be shown.</summary>
    public static IReadOnlyList<string> Datasets(Hdf5File file)
    {
        var found = new List<string>();
        var seen = new HashSet<long> { file.Superblock.Root };
        var groups = new Queue<(string Prefix, Hdf5Header Group)>([("", new Hdf5Header(file, file.Superblock.Root))]);
        while (groups.TryDequeue(out var group))
        {
            foreach (var link in Hdf5Group.Links(file, group.Group))
            {
                if (link.Address is not { } address || seen.Count >= MaximumListed || !seen.Add(address))
                {
                    continue;
                }

                var header = new Hdf5Header(file, address);
                if (header.IsDataset)
                {
                    found.Add(group.Prefix + link.Name);
                }
                else if (header.IsGroup)
                {
                    groups.Enqueue(($"{group.Prefix}{link.Name}/", header));
                }
            }
        }

        return found;
    }

    public static Hdf5Link? FindLink(Hdf5File file, Hdf5Header group, string name) =>
        group.IsGroup ? Hdf5Group.Links(file, group).FirstOrDefault(link => link.Name == name) : null;

    private static void Follow(Hdf5File file, Stack<string> names, string target, int softLinks)
    {
        if (softLinks > MaximumSoftLinks)
        {
            throw file.Broken("its links lead in a circle");
        }

        foreach (var name in Split(target))
        {
            names.Push(name);
        }
    }

    /// <summary>The names of a path, the last one first.</summary>
    private static IEnumerable<string> Split(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Reverse();
}
